"""Encryption at rest, with keys from `ADDRESS_KEYS` (first is current, the others still open what they closed)."""

from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver


class Unreadable(Exception):
    """The text was not closed with any of our keys, was changed since, or is older than allowed."""


@cache
def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.ADDRESS_KEYS])


@cache
def _current() -> Fernet:
    return Fernet(settings.ADDRESS_KEYS[0])


@receiver(setting_changed)
def _forget_keys(*, setting: str, **kwargs) -> None:
    if setting == "ADDRESS_KEYS":
        _cipher.cache_clear()
        _current.cache_clear()


def encrypt(text: str) -> str:
    """`text`, closed with the current key: URL-safe characters, different at every call."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(closed: str, max_age_seconds: int | None = None) -> str:
    """What `encrypt` was given. Raises: Unreadable, also when it was closed more than `max_age_seconds` ago."""
    try:
        return _cipher().decrypt(closed.encode(), ttl=max_age_seconds).decode()
    except (InvalidToken, UnicodeError) as error:
        raise Unreadable from error


def is_current(closed: str) -> bool:
    """Whether it was closed with the first key. Raises: Unreadable when none of our keys opens it."""
    try:
        _current().decrypt(closed.encode())
    except (InvalidToken, UnicodeError):
        decrypt(closed)
        return False
    return True


def rotate(closed: str) -> str:
    """The same text, closed with the first key; when it was closed first stays written in it. Raises: Unreadable."""
    try:
        return _cipher().rotate(closed.encode()).decode()
    except (InvalidToken, UnicodeError) as error:
        raise Unreadable from error
