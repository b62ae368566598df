"""Which network a form came from: told by our own proxies only, kept as a hash that changes every day."""

from datetime import date, timedelta
from ipaddress import ip_address, ip_network

import pytest
from django.test import RequestFactory

from public_forms.networks import hash_of, network_hash, visitor_address

VISITOR = "203.0.113.77"
TODAY = date(2026, 5, 1)


def seen(peer: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return str(visitor_address(RequestFactory().get("/", REMOTE_ADDR=peer, **headers)))


@pytest.mark.parametrize("forwarded", [None, "", "198.51.100.1", "198.51.100.1, 198.51.100.2", "nonsense"])
def test_without_proxies_of_ours_the_header_is_ignored(settings, forwarded):
    settings.TRUSTED_PROXIES = 0
    assert seen(VISITOR, forwarded) == VISITOR


@pytest.mark.parametrize(
    ("number", "peer", "forwarded", "expected"),
    [
        (1, "10.0.0.1", VISITOR, VISITOR),
        (1, "10.0.0.1", f"198.51.100.1, {VISITOR}", VISITOR),  # the first was the visitor's invention
        (2, "10.0.0.1", f"198.51.100.1, {VISITOR}, 10.0.0.2", VISITOR),
        (1, "", VISITOR, VISITOR),  # a socket of the same machine
        (1, "10.0.0.1", f"{VISITOR}:4711", VISITOR),
        (1, "10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "10.0.0.1", "::ffff:203.0.113.77", VISITOR),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (3, "10.0.0.1", VISITOR, VISITOR),
        (1, "10.0.0.1", "unknown", "None"),
        (1, "10.0.0.1", f"{VISITOR}, ", "None"),
    ],
)
def test_a_number_of_proxies_says_how_many_entries_are_ours(settings, number, peer, forwarded, expected):
    settings.TRUSTED_PROXIES = number
    assert seen(peer, forwarded) == expected


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("10.0.0.1", VISITOR, VISITOR),
        ("10.0.0.1", f"198.51.100.1, {VISITOR}, 10.0.0.2", VISITOR),
        ("10.0.0.1", f"10.0.0.9, {VISITOR}", VISITOR),  # pretending to be one of ours doesn't help
        ("192.0.2.9", "198.51.100.1", "192.0.2.9"),  # not through us, so it may say what it likes
        ("10.0.0.1", "rubbish", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"),
        ("::ffff:10.0.0.1", VISITOR, VISITOR),
        ("", VISITOR, VISITOR),
        ("", None, "None"),
    ],
)
def test_listed_proxies_are_believed_and_nobody_else(settings, peer, forwarded, expected):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    assert seen(peer, forwarded) == expected


def test_neighbours_have_different_networks_and_one_household_has_one():
    assert hash_of(ip_address("203.0.113.77"), TODAY) != hash_of(ip_address("203.0.113.78"), TODAY)
    household = {hash_of(ip_address(f"2001:db8:1:2:{rest}"), TODAY) for rest in (":1", "a:b:c:d", "ffff::2")}
    assert len(household) == 1
    assert hash_of(ip_address("2001:db8:1:3::1"), TODAY) not in household


def test_the_hash_is_another_one_tomorrow_and_tells_nothing(settings):
    address = ip_address(VISITOR)
    today = hash_of(address, TODAY)
    assert hash_of(address, TODAY) == today
    assert hash_of(address, TODAY + timedelta(days=1)) != today
    assert len(today) == 32
    settings.MAILBOX_PEPPER = "another pepper, as long as the first one"
    assert hash_of(address, TODAY) != today


def test_who_has_no_address_has_no_hash(settings):
    settings.TRUSTED_PROXIES = 1
    assert network_hash(RequestFactory().get("/", REMOTE_ADDR="", HTTP_X_FORWARDED_FOR="unknown")) == ""
