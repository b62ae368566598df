"""A set of signatures by its description: state, statement, time, mail domains, network, name, reason to look twice."""

import random
import re
from dataclasses import dataclass
from datetime import datetime

from django.db import connections
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from signatures.checks.reasons import REASONS
from signatures.models import Decision, Signature, SignatureFlag, StatementPage
from signatures.models.signature import STATE_LABELS, SignatureQuerySet
from signatures.states import State

ANY_FLAG, NO_FLAG = "any", "none"
STANDS_OUT = 100  # so many domains and networks are named at most
GROUPED_UP_TO = 50_000  # beyond that, nobody waits for groups to be counted
LISTED_UP_TO = 20_000  # beyond that, a sample is drawn without listing the whole set
SAMPLE = 10
MOST_WILDCARDS = 3
_CHANCE = random.SystemRandom()


@dataclass(frozen=True)
class Described:
    """What an organiser asked for. Empty parts leave everything in."""

    state: State
    statement: StatementPage | None = None
    since: datetime | None = None
    until: datetime | None = None
    domains: tuple[str, ...] = ()
    network: str = ""
    name_pattern: str = ""
    flag: str = ""

    def signatures(self, seen_at: datetime) -> SignatureQuerySet:
        """The set as it stood at `seen_at`: whatever was confirmed or decided since then is no part of it."""
        rows = Signature.objects.filter(state=self.state)
        rows = rows.filter(Q(confirmed_at__lte=seen_at) | Q(confirmed_at=None, created_at__lte=seen_at))
        rows = rows.filter(Q(decided_at=None) | Q(decided_at__lte=seen_at))
        if self.statement:
            rows = rows.for_statement(self.statement)
        if self.since:
            rows = rows.filter(confirmed_at__gte=self.since)
        if self.until:
            rows = rows.filter(confirmed_at__lt=self.until)
        if self.domains:
            rows = rows.filter(supporter__domain__in=self.domains)
        if self.network:
            rows = rows.from_network(self.network)
        if self.name_pattern:
            rows = _named(rows, self.name_pattern)
        if self.flag == ANY_FLAG:
            rows = rows.filter(flagged=True)
        elif self.flag == NO_FLAG:
            rows = rows.filter(flagged=False)
        elif self.flag:
            rows = rows.filter(Exists(SignatureFlag.objects.filter(name=self.flag, signature=OuterRef("pk"))))
        return rows

    def next_portion(self, seen_at: datetime, after: int, size: int) -> list[int]:
        """The ids of the next signatures of the set that nobody has touched since `seen_at`."""
        touched = Decision.objects.filter(signature=OuterRef("pk"), made_at__gt=seen_at)
        rows = self.signatures(seen_at).filter(~Exists(touched), pk__gt=after)
        return list(rows.order_by("pk").values_list("pk", flat=True)[:size])

    def in_words(self, *, with_pattern: bool = True) -> list[tuple[str, str]]:
        """Each part with its label, for people."""
        parts = [(_("state"), str(STATE_LABELS[self.state]))]
        if self.statement:
            parts.append((_("statement"), self.statement.title))
        if self.since:
            parts.append((_("confirmed from"), _moment(self.since)))
        if self.until:
            parts.append((_("confirmed until"), _moment(self.until)))
        if self.domains:
            parts.append((_("mail domains"), ", ".join(self.domains)))
        if self.network:
            parts.append((_("network"), self.network[:8]))
        if self.name_pattern and with_pattern:
            parts.append((_("name or roles contain"), self.name_pattern))
        if self.flag == ANY_FLAG:
            parts.append((_("reason to look twice"), _("any")))
        elif self.flag == NO_FLAG:
            parts.append((_("reason to look twice"), _("none")))
        elif self.flag:
            parts.append(
                (_("reason to look twice"), str(REASONS[self.flag].label if self.flag in REASONS else self.flag))
            )
        return parts


@dataclass(frozen=True)
class Look:
    """What is to be seen of a set before anything is done: how many, some of them, and what stands out."""

    count: int
    newest: list[Signature]
    random: list[Signature]
    domains: list[tuple[str, int]]
    networks: list[tuple[str, int]]


def look(described: Described, seen_at: datetime, for_the_desk: SignatureQuerySet) -> Look:
    """At most eight queries, however large the set is. `for_the_desk` says what is read of each signature shown."""
    rows = described.signatures(seen_at).order_by()
    span = rows.aggregate(count=Count("pk"), first=Min("pk"), last=Max("pk"))
    count = span["count"]
    newest = list(rows.order_by("-pk").values_list("pk", flat=True)[:SAMPLE]) if count else []
    drawn = []
    if count > LISTED_UP_TO:
        drawn = _near_points(rows, span["first"], span["last"], set(newest))
    elif count > SAMPLE:
        drawn = _from_list(rows, set(newest))
    shown = {row.pk: row for row in for_the_desk.filter(pk__in=newest + drawn)}
    domains, networks = [], []
    if count and count <= GROUPED_UP_TO:
        domains = _most(rows.exclude(supporter__domain=""), "supporter__domain")
        networks = _most(rows.exclude(network_hash=""), "network_hash")
    return Look(
        count=count,
        newest=[shown[pk] for pk in newest if pk in shown],
        random=[shown[pk] for pk in drawn if pk in shown],
        domains=domains,
        networks=[(network, number) for network, number in networks if number > 1],
    )


def _from_list(rows: SignatureQuerySet, besides: set[int]) -> list[int]:
    """Some ids by chance, of a set that is small enough to be listed."""
    others = [pk for pk in rows.values_list("pk", flat=True) if pk not in besides]
    return sorted(_CHANCE.sample(others, min(SAMPLE, len(others))))


def _near_points(rows: SignatureQuerySet, first: int, last: int, besides: set[int]) -> list[int]:
    """Of a very large set those next to points by chance, which lists nothing: one query with a look-up for each."""
    next_to = Q()
    for _number in range(SAMPLE):
        beyond = rows.filter(pk__gte=_CHANCE.randint(first, last)).order_by("pk")
        next_to |= Q(pk=Subquery(beyond.values("pk")[:1]))
    return sorted(set(Signature.objects.filter(next_to).values_list("pk", flat=True)) - besides)


def _most(rows: SignatureQuerySet, field: str) -> list[tuple[str, int]]:
    grouped = rows.exclude(**{field: None}).values_list(field).annotate(number=Count("pk"))
    return list(grouped.order_by("-number", field)[:STANDS_OUT])


def _named(rows: SignatureQuerySet, pattern: str) -> SignatureQuerySet:
    """Those whose name or roles hold `pattern`, in which * is anything, ? any one character and # any digit."""
    rows = rows.alias(text=Concat("first_name", Value(" "), "last_name", Value(" "), "roles"))
    if not set("*?#") & set(pattern):
        return rows.filter(text__icontains=pattern)
    pieces = [_piece(piece) for piece in pattern.split("*") if piece]
    if connections[rows.db].vendor == "sqlite":
        # Python answers there, which goes back over all that * could stand for, for minutes when somebody signs with
        # a name that is made for it. An atomic group takes the first place of each piece and never goes back.
        return rows.filter(text__iregex="^" + "".join(f"(?>.*?{piece})" for piece in pieces))
    return rows.filter(text__iregex=".*".join(pieces))


def _piece(piece: str) -> str:
    wild = {"?": ".", "#": "[0-9]"}
    return "".join(wild.get(part) or re.escape(part) for part in re.split(r"([?#])", piece) if part)


def _moment(when: datetime) -> str:
    return date_format(localtime(when), "j M Y, H:i")
