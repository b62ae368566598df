"""Encryption at rest: what it hides, how keys change, how long a closed text may be opened."""

import time

import pytest
from cryptography.fernet import Fernet

from vault.ciphers import Unreadable, decrypt, encrypt


@pytest.mark.parametrize("text", ["ada@example.org", "", "Zoë محمد 王 😀", "a" * 10_000])
def test_what_was_closed_can_be_opened(text):
    assert decrypt(encrypt(text)) == text


def test_the_closed_text_shows_nothing_and_differs_each_time():
    first, second = encrypt("ada@example.org"), encrypt("ada@example.org")
    assert first != second
    assert "ada" not in first


def test_an_older_key_still_opens_what_it_closed(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ADDRESS_KEYS = [old]
    closed = encrypt("ada@example.org")
    settings.ADDRESS_KEYS = [new, old]
    assert decrypt(closed) == "ada@example.org"


def test_new_texts_are_closed_with_the_first_key(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ADDRESS_KEYS = [new, old]
    closed = encrypt("ada@example.org")
    settings.ADDRESS_KEYS = [new]
    assert decrypt(closed) == "ada@example.org"


def test_without_its_key_a_text_is_unreadable(settings):
    closed = encrypt("ada@example.org")
    settings.ADDRESS_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(Unreadable):
        decrypt(closed)


@pytest.mark.parametrize("closed", ["", "x", "gAAAAA", "äöü", "\ud800", "\x00", "=" * 99, "a" * 100_000])
def test_garbage_is_unreadable_and_no_error(closed):
    with pytest.raises(Unreadable):
        decrypt(closed)


def test_a_text_closed_too_long_ago_is_unreadable(settings):
    old = Fernet(settings.ADDRESS_KEYS[0]).encrypt_at_time(b"typed", int(time.time()) - 61).decode()
    assert decrypt(old) == "typed"
    with pytest.raises(Unreadable):
        decrypt(old, max_age_seconds=60)
