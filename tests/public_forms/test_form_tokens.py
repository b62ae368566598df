"""The hidden token of a public form: ours, for one subject, good for a day and what a cache may add."""

from types import SimpleNamespace

import pytest

from public_forms import form_tokens
from public_forms.form_tokens import GOOD_FOR_HOURS, HOUR, ForeignToken, StaleToken

SUBJECT = "statement-version:7"
NOW = 500_000 * HOUR + 100


@pytest.fixture
def clock(monkeypatch):
    """Sets the time that form tokens look at."""

    def set_to(seconds: float) -> None:
        monkeypatch.setattr(form_tokens, "time", SimpleNamespace(time=lambda: seconds))

    set_to(NOW)
    return set_to


def test_a_token_tells_what_its_form_was_about():
    assert form_tokens.read(form_tokens.make(SUBJECT)) == SUBJECT


def test_every_visitor_of_the_same_hour_gets_the_same_token(clock):
    first = form_tokens.make(SUBJECT)
    clock(NOW + HOUR - 200)
    assert form_tokens.make(SUBJECT) == first


def test_a_token_is_good_for_a_day_at_least(clock):
    token = form_tokens.make(SUBJECT)
    clock(NOW + 24 * HOUR)
    assert form_tokens.read(token) == SUBJECT


def test_a_token_does_not_stay_good(clock):
    token = form_tokens.make(SUBJECT)
    clock(NOW + (GOOD_FOR_HOURS + 1) * HOUR)
    with pytest.raises(StaleToken):
        form_tokens.read(token)


def test_a_stale_forgery_is_foreign(clock):
    with pytest.raises(ForeignToken):
        form_tokens.read(f"{SUBJECT} 1 {'0' * 40}")


def test_neither_subject_nor_hour_can_be_changed_by_hand():
    subject, hour, mac = form_tokens.make(SUBJECT).split(" ")
    for forged in (f"{SUBJECT}8 {hour} {mac}", f"{subject} {int(hour) + 1} {mac}", f"{subject} {hour} {mac[:-1]}"):
        with pytest.raises(ForeignToken):
            form_tokens.read(forged)


def test_another_key_makes_a_token_foreign(settings):
    token = form_tokens.make(SUBJECT)
    settings.TOKEN_KEY = "another key of enough length for anybody"
    with pytest.raises(ForeignToken):
        form_tokens.read(token)


@pytest.mark.parametrize(
    "garbage", ["", " ", "a b c", "a 1 b", "a 1 b c", "  ", "a " + "9" * 5000 + " b", "ä ٣ ü", "a 1 \ud800", "\x00 1 a"]
)
def test_garbage_is_foreign_and_no_error(garbage):
    with pytest.raises(ForeignToken):
        form_tokens.read(garbage)


def test_a_form_token_is_no_link_token():
    from signatures import tokens

    with pytest.raises(tokens.BadToken):
        tokens.row_id_of(form_tokens.make(SUBJECT))
