"""Normal and canonical forms of an email address: where the mail goes, and whose mailbox that is.

One mailbox signs a statement once, however its address is spelt (promise 3). `parse` gives both forms; the
rules of each provider, with their sources, are in `mailbox_rules`.

Pure: standard library and `idna`. Sources: RFC 5321 (4.1.2; 4.5.3.1 with erratum 1690 to RFC 3696 for the
lengths), RFC 5322 (3.2.3, dot-atom), RFC 5890 to 5893 and UTS #46 (domains beyond ASCII).
"""

import re
import unicodedata
from dataclasses import dataclass

import idna

from signatures import characters
from signatures.mailbox_rules import (
    COMMON_DOMAINS,
    ENDING_SLIPS,
    REAL_NEIGHBOURS,
    RULE_OF,
    SUBDOMAIN_ADDRESSING,
)
from signatures.refusals import Refusal
from signatures.refusals import gettext_noop as _

ADDRESS_LIMIT = 254
LOCAL_LIMIT = 64

MESSAGES = {
    "bad_domain": _("Please check the part after the @: it isn't a name that mail can be sent to."),
    "bad_local": _("Please check the part before the @: it holds a character that email addresses can't have."),
    "comment": _("Please leave out the brackets and what is between them."),
    "control": _("Please write one email address on one line."),
    "dots": _("Please check the full stops: there is one too many."),
    "empty": _("Please enter your email address."),
    "invisible": _("This contains a hidden character. Please type it again instead of pasting it."),
    "no_at": _("An email address needs an @, like anna@example.org."),
    "no_domain": _("Please write what comes after the @ as well, like anna@example.org."),
    "no_dot": _("Please check the part after the @: it needs an ending, like .org or .co.uk."),
    "no_local": _("Please write what comes before the @ as well, like anna@example.org."),
    "not_ascii": _("We can't yet send mail to an address with accents or another alphabet before the @."),
    "number_domain": _("Please use an address with a name after the @, not a number."),
    "quoted": _("We can't send mail to addresses with quotation marks. Please use another address."),
    "several_at": _("Please enter one email address with a single @."),
    "space": _("Please take the spaces out of the email address."),
    "too_long": _("This is longer than an email address can be. Please check it."),
}


class Refused(Refusal):
    """Text that is no usable address."""

    messages = MESSAGES


@dataclass(frozen=True)
class Address:
    """One address in two forms.

    `normal` is where mail is sent; `canonical` is the key of the mailbox and never mailed; `domain` is the
    part of `normal` after the @, in ASCII and lower case.
    """

    normal: str
    canonical: str
    domain: str


def parse(raw: str) -> Address:
    """The address that was typed or pasted, or `Refused`. All spellings of a mailbox share `canonical`."""
    local, domain = _split(_unwrap(raw))
    _check_local(local)
    domain = _ascii_domain(domain)
    normal = f"{local}@{domain}"
    if len(normal) > ADDRESS_LIMIT:
        raise Refused("too_long")
    return Address(normal=normal, canonical=_canonical(local.lower(), domain), domain=domain)


def suggest(raw: str) -> str | None:
    """The whole address that was probably meant, when its domain is one slip from a common one; else None."""
    local, _, domain = _unwrap(raw).rpartition("@")
    if len(domain) > ADDRESS_LIMIT:
        return None
    domain = unicodedata.normalize("NFKC", domain).lower()
    meant = _likely_domain(domain)
    if meant == domain:
        return None
    try:
        return parse(f"{local}@{meant}").normal
    except Refused:
        return None


_OUTER_SPACE = " \t\r\n\u00a0\u3000"


def _unwrap(raw: str) -> str:
    """The address without the white space, angle brackets and "mailto:" that copying brings along."""
    text = raw.strip(_OUTER_SPACE)
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1].strip(_OUTER_SPACE)
    if text[:7].lower() == "mailto:":
        text = text[7:].lstrip(_OUTER_SPACE)
    return text.replace("\uff20", "@")  # as Chinese and Japanese keyboards type it


def _split(text: str) -> tuple[str, str]:
    """Local part and domain, once nothing hidden, quoted or doubled stands in between."""
    if not text:
        raise Refused("empty")
    if len(text) > ADDRESS_LIMIT * 2:  # no form of a usable domain is twice as long as its ASCII form
        raise Refused("too_long")
    for char in text:
        if char in characters.LINE_BREAKS or unicodedata.category(char) == "Cc":
            raise Refused("control")
        if characters.is_invisible(char):
            raise Refused("invisible")
        if char.isspace():
            raise Refused("space")
    if '"' in text:
        raise Refused("quoted")
    if "(" in text or ")" in text:
        raise Refused("comment")
    if "@" not in text:
        raise Refused("no_at")
    local, _, domain = text.partition("@")
    if "@" in domain:
        raise Refused("several_at")
    return local, domain


_ATOM_CHARACTERS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+")


def _check_local(local: str) -> None:
    if not local:
        raise Refused("no_local")
    if not local.isascii():
        raise Refused("not_ascii")
    if not _ATOM_CHARACTERS.fullmatch(local):
        raise Refused("bad_local")
    if not all(local.split(".")):
        raise Refused("dots")
    if len(local) > LOCAL_LIMIT:
        raise Refused("too_long")


_FULL_STOPS = re.compile("[.\u3002\uff0e\uff61]")  # what UTS #46 takes for one


def _ascii_domain(domain: str) -> str:
    """The domain as DNS knows it: width, case and look-alikes folded as mail servers do, then A-labels."""
    if not domain:
        raise Refused("no_domain")
    labels = _FULL_STOPS.split(domain)
    if domain.startswith("["):
        raise Refused("number_domain")
    if not all(labels):
        raise Refused("dots")
    if len(labels) < 2:
        raise Refused("no_dot")
    try:
        encoded = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")
    except UnicodeError:
        raise Refused("bad_domain") from None
    ending = encoded.rpartition(".")[2]
    if ending.isdigit():
        raise Refused("number_domain")
    if len(ending) < 2:
        raise Refused("bad_domain")
    return encoded


def _canonical(local: str, domain: str) -> str:
    """The mailbox's key: tag dropped, the provider's own rules applied. Empty names are never made."""
    user, _, parent = domain.partition(".")
    if parent in SUBDOMAIN_ADDRESSING and user.isalnum():
        return f"{user}@{parent}"
    local = local.partition("+")[0] or local
    rule = RULE_OF.get(domain)
    if rule is None:
        return f"{local}@{domain}"
    for written, stands_for in rule.same:
        local = local.replace(written, stands_for)
    without = "".join(char for char in local if char not in rule.ignored)
    return f"{without or local}@{rule.domains[0]}"


_SHORT_NAME = 4  # one slip in "sky" or "live" is somebody else's real name: there only the ending is judged


def _likely_domain(domain: str) -> str:
    """The common domain that `domain` is a slip of, or `domain` itself."""
    if domain in COMMON_DOMAINS or domain in REAL_NEIGHBOURS:
        return domain
    for slip, ending in ENDING_SLIPS.items():
        if domain.endswith(slip):
            domain = domain.removesuffix(slip) + ending
    if domain in COMMON_DOMAINS or domain in REAL_NEIGHBOURS:
        return domain
    for common in COMMON_DOMAINS:
        name = common.partition(".")[0]
        trusted = len(name) > _SHORT_NAME or domain.startswith(f"{name}.")
        if trusted and _one_slip_apart(domain, common):
            return common
    return domain


def _one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter was left out, added, mistyped or swapped with the next (Damerau-Levenshtein 1)."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    swapped = len(one) == 2 and one == other[::-1]
    return swapped or (len(one) <= 1 and len(other) <= 1 and one != other)
