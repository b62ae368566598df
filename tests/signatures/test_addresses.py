"""Normal and canonical forms of an address, and suggestions: promise 3."""

import contextlib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signatures import addresses
from signatures.mailbox_rules import COMMON_DOMAINS, ENDING_SLIPS, REAL_NEIGHBOURS, RULE_OF, RULES
from tests.signatures.refused_inputs import REFUSED

REFUSED_ADDRESSES = [(value, code) for field, value, code in REFUSED if field == "email"]

ATOMS = st.text("abcXYZ019_'&-", min_size=1, max_size=8)
LOCALS = st.lists(ATOMS, min_size=1, max_size=4).map(".".join)
TAGS = st.text("abc019.-+", max_size=8).map(lambda tag: tag.replace(".", "")).map(lambda tag: f"+{tag}")
DOMAINS = st.sampled_from(
    [*RULE_OF, "example.org", "example.test", "outlook.com", "yahoo.co.uk", "a.fastmail.com", "münchen.de"]
)


def full_width(text: str) -> str:
    """`text` as a keyboard set to Japanese types it."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("anna@example.org", "anna@example.org"),
        ("anna@example.test", "anna@example.test"),
        ("  anna@example.org\t\r\n", "anna@example.org"),
        ("\u00a0anna@example.org\u3000", "anna@example.org"),
        ("<anna@example.org>", "anna@example.org"),
        ("mailto:anna@example.org", "anna@example.org"),
        ("MAILTO:anna@example.org", "anna@example.org"),
        (" < mailto:anna@example.org > ", "anna@example.org"),
        ("Anna.Bell+Signs@Example.ORG", "Anna.Bell+Signs@example.org"),
        ("anna@EXAMPLE。ORG", "anna@example.org"),
        ("anna@ｅｘａｍｐｌｅ．ｏｒｇ", "anna@example.org"),
        ("anna＠example.org", "anna@example.org"),
        ("anna@ⓔⓧample.org", "anna@example.org"),
        ("anna@münchen.de", "anna@xn--mnchen-3ya.de"),
        ("anna@XN--MNCHEN-3YA.de", "anna@xn--mnchen-3ya.de"),
        ("anna@mu\u0308nchen.de", "anna@xn--mnchen-3ya.de"),
        ("anna@उदाहरण.भारत", "anna@xn--p1b6ci4b4b3a.xn--h2brj9c"),
        ("o'neill!#$%&*/=?^_`{|}~-@example.org", "o'neill!#$%&*/=?^_`{|}~-@example.org"),
        ("a@b.co", "a@b.co"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
    ],
)
def test_mail_goes_to_the_address_as_typed_with_its_domain_put_right(typed, normal):
    address = addresses.parse(typed)
    assert address.normal == normal
    assert address.domain == normal.rpartition("@")[2]


@pytest.mark.parametrize(("value", "code"), REFUSED_ADDRESSES)
def test_what_is_no_usable_address_is_refused_with_a_plain_reason(value, code):
    with pytest.raises(addresses.Refused) as refusal:
        addresses.parse(value)
    assert refusal.value.code == code
    assert str(refusal.value) == refusal.value.message == addresses.MESSAGES[code]


def test_every_reason_is_met_by_a_case():
    assert {code for _, code in REFUSED_ADDRESSES} == set(addresses.MESSAGES)


def test_a_refusal_survives_being_pickled():
    assert pickle.loads(pickle.dumps(addresses.Refused("dots"))).code == "dots"  # noqa: S301


@pytest.mark.parametrize(
    "spellings",
    [
        ["anna@example.org", "ANNA@EXAMPLE.ORG", "anna+x@example.org", "Anna+a+b@example.org"],
        ["annabell@gmail.com", "Anna.Bell@gmail.com", "a.nna.bell+x@googlemail.com", "annabell@ｇmail.com"],
        ["anna@icloud.com", "anna@me.com", "Anna+x@mac.com"],
        ["annabell@proton.me", "anna.bell@protonmail.com", "anna-bell@pm.me", "Anna_Bell+x@protonmail.ch"],
        ["anna.bell@yandex.ru", "anna-bell@ya.ru", "Anna.Bell+x@yandex.com", "anna-bell@yandex.com.tr"],
        ["anna@fastmail.com", "anna+x@fastmail.com", "any@anna.fastmail.com", "else+y@Anna.fastmail.com"],
        ["anna@outlook.com", "Anna+x@outlook.com"],
        ["anna@münchen.de", "anna@xn--mnchen-3ya.de", "Anna+x@MÜNCHEN.de"],
    ],
    ids=lambda spellings: spellings[0],
)
def test_all_spellings_of_a_mailbox_share_its_key(spellings):
    assert len({addresses.parse(spelling).canonical for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna.bell@example.org", "annabell@example.org"),
        ("anna-bell@example.org", "anna@example.org"),
        ("anna.bell@outlook.com", "annabell@outlook.com"),
        ("anna@outlook.com", "anna@hotmail.com"),
        ("anna@hotmail.com", "anna@hotmail.co.uk"),
        ("anna@live.com", "anna@msn.com"),
        ("anna.bell@icloud.com", "annabell@icloud.com"),
        ("anna-bell@yahoo.com", "anna-jones@yahoo.com"),
        ("anna-bell@yahoo.com", "anna@yahoo.com"),
        ("anna@yahoo.com", "anna@yahoo.co.uk"),
        ("anna@yahoo.com", "anna@ymail.com"),
        ("anna-bell@btinternet.com", "anna@btinternet.com"),
        ("anna.bell@yandex.ru", "annabell@yandex.ru"),
        ("anna_bell@yandex.ru", "anna-bell@yandex.ru"),
        ("anna@mail.ru", "anna@bk.ru"),
        ("anna@gmx.net", "anna@gmx.de"),
        ("anna@tutanota.com", "anna@tuta.com"),
        ("anna@zoho.com", "anna@zohomail.com"),
        ("anna@fastmail.com", "anna@fastmail.fm"),
        ("x@anna.fastmail.com", "x@bell.fastmail.com"),
        ("x@anna-bell.fastmail.com", "y@anna-bell.fastmail.com"),
        ("x@one.anna.fastmail.com", "anna@fastmail.com"),
        ("x@anna.example.org", "anna@example.org"),
        ("anna@gmail.com", "anna@gmail.co.uk"),
        ("+a@gmail.com", "+b@gmail.com"),
        ("-@pm.me", "_@pm.me"),
    ],
)
def test_two_people_are_never_taken_for_one_mailbox(one, other):
    assert addresses.parse(one).canonical != addresses.parse(other).canonical


def test_the_domain_is_the_one_that_was_written():
    assert addresses.parse("anna@GoogleMail.com").domain == "googlemail.com"


def test_no_domain_stands_under_two_rules():
    assert len(RULE_OF) == sum(len(rule.domains) for rule in RULES)


@given(local=LOCALS, domain=DOMAINS, tag=TAGS)
def test_an_address_parsed_again_is_the_same_mailbox(local, domain, tag):
    address = addresses.parse(f"{local}{tag}@{domain}")
    assert addresses.parse(address.normal) == address
    assert addresses.parse(address.canonical).canonical == address.canonical


@given(local=LOCALS, domain=DOMAINS, tag=TAGS)
def test_case_tags_and_width_never_make_a_second_mailbox(local, domain, tag):
    key = addresses.parse(f"{local}@{domain}").canonical
    assert addresses.parse(f"{local.upper()}@{domain.upper()}").canonical == key
    assert addresses.parse(f"{local}@{full_width(domain)}").canonical == key
    assert addresses.parse(f" <{local}{tag}@{domain}> ").canonical == key


@given(letters=st.text("abcxyz019", min_size=2, max_size=12), where=st.data())
def test_dots_never_make_a_second_mailbox_at_gmail_and_always_one_elsewhere(letters, where):
    cut = where.draw(st.integers(1, len(letters) - 1))
    dotted = f"{letters[:cut]}.{letters[cut:]}"
    for domain, same in [("gmail.com", True), ("example.org", False), ("outlook.com", False)]:
        keys = {addresses.parse(f"{local}@{domain}").canonical for local in (letters, dotted)}
        assert (len(keys) == 1) is same


@given(text=st.one_of(st.text(max_size=80), st.text('ab.@+-<>"[](): \n\u200b。＠é', max_size=30)))
def test_any_text_is_parsed_or_refused_and_nothing_else_happens(text):
    addresses.suggest(text)
    with contextlib.suppress(addresses.Refused):
        address = addresses.parse(text)
        assert addresses.parse(address.normal) == address
        assert address.normal.isascii()
        assert address.normal.isprintable()
        assert len(address.normal) <= addresses.ADDRESS_LIMIT


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anna@gmial.com", "anna@gmail.com"),
        ("anna@gmai.com", "anna@gmail.com"),
        ("anna@gmaill.com", "anna@gmail.com"),
        ("anna@gnail.com", "anna@gmail.com"),
        ("anna@gmail.con", "anna@gmail.com"),
        ("anna@gmail.cmo", "anna@gmail.com"),
        ("anna@gmail.co", "anna@gmail.com"),
        ("anna@gmial.con", "anna@gmail.com"),
        ("anna@gmailcom", "anna@gmail.com"),
        ("anna@gmail,com", "anna@gmail.com"),
        ("anna@gmail..com", "anna@gmail.com"),
        ("anna@gmail.com.", "anna@gmail.com"),
        ("Anna.Bell+x@GMIAL.com", "Anna.Bell+x@gmail.com"),
        (" <anna@ｇｍｉａｌ.com> ", "anna@gmail.com"),
        ("anna@hotmial.co.uk", "anna@hotmail.co.uk"),
        ("anna@hotmail.couk", "anna@hotmail.co.uk"),
        ("anna@yahoo.co.ik", "anna@yahoo.co.uk"),
        ("anna@outlok.com", "anna@outlook.com"),
        ("anna@iclod.com", "anna@icloud.com"),
        ("anna@btinternet.cm", "anna@btinternet.com"),
        ("anna@btintrnet.com", "anna@btinternet.com"),
        ("anna@sky.con", "anna@sky.com"),
        ("anna@sky.co", "anna@sky.com"),
        ("anna@exampletown-clp.ogr", "anna@exampletown-clp.org"),
    ],
)
def test_a_slip_in_the_domain_brings_a_suggestion(typed, meant):
    assert addresses.suggest(typed) == meant


@pytest.mark.parametrize(
    "domain",
    [
        *COMMON_DOMAINS, *sorted(REAL_NEIGHBOURS), "rocketmail.com", "hotmail.fr", "outlook.fr", "live.fr",
        "yahoo.ca", "yahoo.fr", "yahoo.co.in", "yahoo.co.nz", "yahoo.co.jp", "aol.co.uk", "gmx.net", "gmx.de",
        "fastmail.fm", "pm.me", "love.com", "spy.com", "ski.com", "bt.com", "example.org", "example.co.uk",
        "labour.org.uk", "unitetheunion.org", "google.com", "mail.co.uk", "protonmail.ch", "tutanota.com",
    ],
)  # fmt: skip
def test_a_real_domain_is_never_questioned(domain):
    assert addresses.suggest(f"anna@{domain}") is None


@pytest.mark.parametrize(
    "text", ["", "anna", "@", "@gmial.com", "anna@", "a b@gmial.com", "a@b@gmial.com", "é@gmial.com"]
)
def test_nothing_is_suggested_that_could_not_be_used(text):
    assert addresses.suggest(text) is None


@pytest.mark.parametrize("slip", sorted(ENDING_SLIPS))
def test_a_suggestion_is_always_an_address_that_needs_none(slip):
    for domain in COMMON_DOMAINS:
        meant = addresses.suggest(f"anna@{domain.partition('.')[0]}{slip}")
        assert addresses.suggest(meant) is None


def test_endless_input_is_answered_at_once():
    assert addresses.suggest("a@" + "a\u0301\u0316" * 200_000) is None
    with pytest.raises(addresses.Refused):
        addresses.parse("a@" + "a\u0301\u0316" * 200_000)
