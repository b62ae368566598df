"""Checks about several signatures at once: namesakes, and many within an hour from one network or mail domain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from signatures.mailbox_rules import COMMON_DOMAINS, RULES, SUBDOMAIN_ADDRESSING

TWIN = "twin"
NETWORK = "network"
MAIL_DOMAIN = "mail_domain"
ABOUT_SEVERAL = frozenset({TWIN, NETWORK, MAIL_DOMAIN})

# Where so many people have their mailbox that an hour's worth of them says nothing.
PUBLIC_PROVIDERS = frozenset(
    [
        *COMMON_DOMAINS, *SUBDOMAIN_ADDRESSING, *(domain for rule in RULES for domain in rule.domains),
        "hotmail.fr", "hotmail.de", "hotmail.it", "hotmail.es", "outlook.de", "outlook.fr", "outlook.es", "live.fr",
        "live.nl", "yahoo.fr", "yahoo.de", "yahoo.it", "yahoo.es", "yahoo.in", "yahoo.co.in", "yahoo.com.br",
        "yahoo.com.au", "yahoo.ie", "rocketmail.com", "rediffmail.com", "gmx.de", "gmx.net", "gmx.at", "web.de",
        "t-online.de", "freenet.de", "posteo.de", "mailbox.org", "tutanota.com", "tuta.io", "orange.fr", "wanadoo.fr",
        "free.fr", "laposte.net", "sfr.fr", "libero.it", "virgilio.it", "alice.it", "wp.pl", "o2.pl", "onet.pl",
        "interia.pl", "seznam.cz", "centrum.cz", "mail.ru", "bk.ru", "list.ru", "inbox.ru", "ukr.net", "abv.bg",
        "qq.com", "163.com", "126.com", "naver.com", "hanmail.net", "mail.com", "email.com", "hey.com", "pm.me",
        "duck.com", "privaterelay.appleid.com", "hushmail.com", "bt.com", "btopenworld.com", "plus.com", "o2.co.uk",
        "virgin.net", "eircom.net", "sky.co.uk", "aol.co.uk", "yahoo.com.mx", "uol.com.br", "bol.com.br", "terra.es",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Crowd:
    """When many are too many: so many of them within such a time."""

    at_least: int
    within: timedelta


# A family signs at one table and a branch after its meeting; these are only reasons to look.
CROWDS = {NETWORK: Crowd(6, timedelta(hours=1)), MAIL_DOMAIN: Crowd(10, timedelta(hours=1))}


def in_crowds(signed: Iterable[tuple[int, datetime]], crowd: Crowd) -> set[int]:
    """Of (number, time) those who have at least so many, themselves included, within one such span of time."""
    row = sorted(signed, key=lambda pair: pair[1])
    found: set[int] = set()
    for first in range(len(row) - crowd.at_least + 1):
        last = first + crowd.at_least - 1
        if row[last][1] - row[first][1] <= crowd.within:
            found |= {number for number, _time in row[first : last + 1]}
    return found
