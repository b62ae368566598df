"""The secret part of private links: bound to one purpose and row, for as long as its kind is good."""

import re
from types import SimpleNamespace

import pytest

from signatures import tokens
from signatures.models.supporter import new_nonce
from signatures.tokens import DAY, BadToken, ExpiredToken, Purpose

NONCE = "0123456789abcdef" * 2
ROW = 255


def at(monkeypatch, seconds: float) -> None:
    """Sets the clock that tokens look at."""
    monkeypatch.setattr(tokens, "time", SimpleNamespace(time=lambda: seconds))


@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_opens_what_it_was_made_for(purpose):
    token = tokens.make(purpose, ROW, NONCE)
    assert tokens.row_id_of(token) == ROW
    tokens.check(purpose, token, NONCE)


@pytest.mark.parametrize("other", Purpose)
@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_for_one_purpose_opens_no_other(purpose, other):
    if other is purpose:
        return
    with pytest.raises(BadToken):
        tokens.check(other, tokens.make(purpose, ROW, NONCE), NONCE)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_new_nonce_ends_all_links_of_its_row(purpose):
    with pytest.raises(BadToken):
        tokens.check(purpose, tokens.make(purpose, ROW, NONCE), new_nonce())


@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_of_a_row_that_is_gone_opens_nothing(purpose):
    with pytest.raises(BadToken):
        tokens.check(purpose, tokens.make(purpose, ROW, NONCE), None)


@pytest.mark.parametrize("purpose", Purpose)
def test_only_a_link_that_is_obeyed_for_ever_is_known_as_ours_without_its_row(purpose):
    assert tokens.was_ours(purpose, tokens.make(purpose, ROW, NONCE)) is (purpose is Purpose.UNSUBSCRIBE)


def test_what_proves_a_link_to_be_ours_is_bound_to_its_row():
    token = tokens.make(Purpose.UNSUBSCRIBE, ROW, NONCE)
    assert not tokens.was_ours(Purpose.UNSUBSCRIBE, token.replace(f"{ROW:x}-", f"{ROW + 1:x}-", 1))
    assert not tokens.was_ours(Purpose.UNSUBSCRIBE, token.partition(".")[0])


def test_a_token_of_one_row_opens_no_other_row_with_the_same_nonce():
    mac = tokens.make(Purpose.NOT_ME, ROW, NONCE).split("-", 2)[2]
    with pytest.raises(BadToken):
        tokens.check(Purpose.NOT_ME, f"{ROW + 1:x}-0-{mac}", NONCE)


@pytest.mark.parametrize(("purpose", "lifetime"), [(Purpose.CONFIRM, 7 * DAY), (Purpose.OWN, 60 * 60)])
def test_a_link_with_a_lifetime_ends_with_it(monkeypatch, purpose, lifetime):
    at(monkeypatch, 1_000_000)
    token = tokens.make(purpose, ROW, NONCE)
    at(monkeypatch, 1_000_000 + lifetime - 1)
    tokens.check(purpose, token, NONCE)
    at(monkeypatch, 1_000_000 + lifetime + 1)
    with pytest.raises(ExpiredToken):
        tokens.check(purpose, token, NONCE)


@pytest.mark.parametrize("purpose", [Purpose.NOT_ME, Purpose.UNSUBSCRIBE])
def test_saying_no_to_us_works_for_ever(monkeypatch, purpose):
    token = tokens.make(purpose, ROW, NONCE)
    at(monkeypatch, 10_000_000_000)
    tokens.check(purpose, token, NONCE)


def test_a_lifetime_cannot_be_lengthened_by_hand(monkeypatch):
    at(monkeypatch, 1_000_000)
    row, _expires, mac = tokens.make(Purpose.OWN, ROW, NONCE).split("-", 2)
    for forged in ("0", f"{2_000_000:x}"):
        with pytest.raises(BadToken):
            tokens.check(Purpose.OWN, f"{row}-{forged}-{mac}", NONCE)


def test_an_expired_forgery_is_told_no_more_than_any_forgery(monkeypatch):
    """To say "expired" is to say that there is such a row; only who holds a real link learns that."""
    with pytest.raises(BadToken) as raised:
        tokens.check(Purpose.CONFIRM, f"{ROW:x}-1-{'A' * 32}", NONCE)
    assert raised.type is BadToken


@pytest.mark.parametrize("purpose", [Purpose.CONFIRM, Purpose.UNSUBSCRIBE])
def test_changing_any_character_of_a_token_breaks_it(purpose):
    token = tokens.make(purpose, ROW, NONCE)
    for place, char in enumerate(token):
        changed = token[:place] + ("0" if char != "0" else "1") + token[place + 1 :]
        with pytest.raises(BadToken):
            tokens.check(purpose, changed, NONCE)


GARBAGE = {
    "nothing": "",
    "one part": "ff",
    "two parts": "ff-0",
    "empty parts": "--",
    "no row": "0-0-AAAA",
    "no number": "zz-0-AAAA",
    "no time": "ff-zz-AAAA",
    "a row below nothing": "-1-0-AAAA",
    "a row beyond the database": f"{2**63:x}-0-AAAA",
    "a huge row": "f" * 4000 + "-0-AAAA",
    "a huge time": "ff-" + "f" * 3700 + "-AAAA",
    "accents": "ff-0-äöü",
    "half a pair": "ff-0-\ud800",
    "a NUL": "ff-0-\x00",
    "other digits": "٣-٣-٣",
    "blanks": " ff - 0 - AAAA ",
    "a path": "../../etc/passwd",
}


@pytest.mark.parametrize("token", GARBAGE.values(), ids=list(GARBAGE))
@pytest.mark.parametrize("nonce", [NONCE, None], ids=["row", "no row"])
def test_garbage_is_a_bad_token_and_no_error(token, nonce):
    with pytest.raises(BadToken):
        tokens.check(Purpose.CONFIRM, token, nonce)


@pytest.mark.parametrize(
    "spelling", ["0x{row}-{time}-{mac}", "{row}_-{time}-{mac}", " {row}-{time}-{mac}", "0{row}-{time}-{mac}"]
)
def test_a_link_has_one_spelling(spelling):
    """Whatever is logged or blocked by its address is then blocked in every form."""
    row, time, mac = tokens.make(Purpose.NOT_ME, ROW, NONCE).split("-", 2)
    with pytest.raises(BadToken):
        tokens.check(Purpose.NOT_ME, spelling.format(row=row, time=time, mac=mac), NONCE)


def test_what_is_in_the_row_makes_no_token_without_the_key(settings):
    real = tokens.make(Purpose.NOT_ME, ROW, NONCE)
    settings.TOKEN_KEY = "another key of enough length for anybody"
    assert tokens.make(Purpose.NOT_ME, ROW, NONCE) != real
    with pytest.raises(BadToken):
        tokens.check(Purpose.NOT_ME, real, NONCE)


def test_the_secret_part_has_160_bits_or_more():
    mac = tokens.make(Purpose.CONFIRM, ROW, NONCE).split("-", 2)[2]
    assert len(mac) * 6 >= 160


def test_a_token_needs_no_escaping_in_an_address():
    assert re.fullmatch(r"[A-Za-z0-9_=-]+", tokens.make(Purpose.CONFIRM, 2**62, NONCE))


def test_nonces_have_128_random_bits():
    nonces = {new_nonce() for _ in range(50)}
    assert len(nonces) == 50
    assert {len(nonce) for nonce in nonces} == {32}


@pytest.mark.parametrize("token", ["", "zz-0-AAAA", f"{2**63:x}-0-{'A' * 32}", "f" * 4000 + "-0-AAAA"])
def test_garbage_names_no_row(token):
    with pytest.raises(BadToken):
        tokens.row_id_of(token)
