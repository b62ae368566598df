"""The wall: published names, a page at a time, at the same cost for twelve names as for millions.

Pages are cut by keyset: a cursor holds the sort values of the row at the edge of a page, sealed, so that an address
shows neither times nor numbers. A cursor of another statement or order is refused.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from signatures import names
from signatures.models import Signature, SignatureWord, StatementPage
from signatures.models.signature import SignatureQuerySet
from staff.paging import collected_first
from vault.seals import BrokenSeal, seal, unseal

PAGE_SIZE = 60
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MAX_QUERY_WORDS = 4
MAX_QUERY_LENGTH = 100
RARE = 2_000  # of more, some are met soon by walking along the wall


@dataclass(frozen=True)
class WallRequest:
    """What a visitor asked of the wall; query keys that mean nothing here are ignored."""

    order: str = "newest"  # or "letter"
    letter: str = ""
    query: str = ""
    after: str = ""
    before: str = ""
    end: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        letter = query.get("letter", "").lower()
        letter = letter if letter in (*LETTERS, "other") else ""
        order = "letter" if letter or query.get("order") == "letter" else "newest"
        return cls(
            order=order,
            letter=letter,
            query=query.get("q", "").strip()[:MAX_QUERY_LENGTH],
            after=query.get("after", ""),
            before=query.get("before", ""),
            end="end" in query,
        )

    def url(self, **changes: str) -> str:
        """The address, relative to the wall, of this request with other paging."""
        keys = {"q": self.query, "order": "letter" if self.order == "letter" else ""} | changes
        kept = {key: value for key, value in keys.items() if value}
        return f"?{urlencode(kept)}" if kept else "./"


@dataclass(frozen=True)
class WallPage:
    names: list[Signature]
    first_url: str | None
    previous_url: str | None
    next_url: str | None
    last_url: str | None


NOTHING = WallPage(names=[], first_url=None, previous_url=None, next_url=None, last_url=None)


class _Newest:
    """Order by time of publication, the latest first."""

    fields = ("published_at", "pk")
    descending = True

    @staticmethod
    def values(row: Signature) -> list:
        return [row.published_at.isoformat(), row.pk]

    @staticmethod
    def read(values: list) -> tuple:
        return datetime.fromisoformat(values[0]), int(values[1])


class _ByLetter:
    """Order by the folded last name that the wall shows."""

    fields = ("wall_key", "pk")
    descending = False

    @staticmethod
    def values(row: Signature) -> list:
        return [row.wall_key, row.pk]

    @staticmethod
    def read(values: list) -> tuple:
        return str(values[0]), int(values[1])


def page_of_names(statement: StatementPage, asked: WallRequest) -> WallPage:
    """One page of the wall. Raises: BadRequest for a cursor that isn't ours."""
    order = _ByLetter if asked.order == "letter" else _Newest
    purpose = f"wall|{statement.pk}|{asked.order}"
    few = _few(statement, asked.query)
    rows = Signature.objects.for_statement(statement).on_the_wall()
    rows = _search(rows, statement, asked.query) if few is None else rows.filter(pk__in=few)

    backwards = bool(asked.before) or asked.end
    cursor = asked.before or asked.after
    if cursor:
        rows = rows.filter(_beyond(order, _read_cursor(order, cursor, purpose), backwards))
    elif asked.letter:
        rows = rows.filter(wall_key__gte="{" if asked.letter == "other" else asked.letter)
    signs = "-" if order.descending != backwards else ""
    rows = rows.order_by(*(signs + field for field in order.fields))
    if few is not None:
        rows = collected_first(rows)
    found = list(rows[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if not found and (cursor or asked.letter):  # nothing before or from here on: the nearest names there are
        return page_of_names(statement, replace(asked, after="", before="", letter="", end=not asked.before))
    if backwards:
        found.reverse()

    def edge(row: Signature) -> str:
        return seal(json.dumps(order.values(row)), purpose)

    starts_inside = bool(asked.after or asked.letter) if not backwards else more
    goes_on = more if not backwards else not asked.end
    return WallPage(
        names=found,
        first_url=asked.url() if starts_inside else None,
        previous_url=asked.url(before=edge(found[0])) if found and starts_inside else None,
        next_url=asked.url(after=edge(found[-1])) if found and goes_on else None,
        last_url=asked.url(end="1") if goes_on else None,
    )


def letters(asked: WallRequest) -> list[dict]:
    """The index at the wall's head. Each leads to where its names begin, so no letter is a dead end."""
    marks = [*((letter, letter.upper()) for letter in LETTERS), ("other", "…")]
    return [
        {"label": label, "url": f"?letter={key}", "current": asked.letter == key, "is_other": key == "other"}
        for key, label in marks
    ]


def _search(rows: SignatureQuerySet, statement: StatementPage, query: str) -> SignatureQuerySet:
    for word in _sought(query):
        rows = rows.filter(Exists(_known(statement, word).filter(signature=OuterRef("pk"))))
    if query and not names.words(query):
        return rows.none()
    return rows


def _few(statement: StatementPage, query: str) -> QuerySet[SignatureWord] | None:
    """The numbers of the names with all words, if there are so few that they can be collected and sorted. One query.

    Each word's names are read once and compared: joined, or looked for along the wall, two words that seldom meet
    could cost a look at everybody.
    """
    first, *others = [_known(statement, word).values("signature") for word in _sought(query)] or [None]
    if first is None:
        return None
    both = first.intersection(*others) if others else first
    return both if both[: RARE + 1].count() <= RARE else None


def _sought(query: str) -> list[str]:
    return sorted(names.words(query), key=len, reverse=True)[:MAX_QUERY_WORDS]


def _known(statement: StatementPage, word: str) -> QuerySet[SignatureWord]:
    return SignatureWord.objects.filter(statement=statement, word__gte=word, word__lt=word + "\U0010ffff")


def _beyond(order, values: tuple, backwards: bool) -> Q:
    """The rows after (or before) the one with these sort values, as a condition an index can answer."""
    first, second = order.fields
    comparison = "lt" if order.descending != backwards else "gt"
    return Q(**{f"{first}__{comparison}e": values[0]}) & (
        Q(**{f"{first}__{comparison}": values[0]}) | Q(**{f"{second}__{comparison}": values[1]})
    )


def _read_cursor(order, cursor: str, purpose: str) -> tuple:
    try:
        return order.read(json.loads(unseal(cursor, purpose)))
    except (BrokenSeal, ValueError, LookupError, TypeError) as error:
        raise BadRequest("This place on the wall can't be found.") from error
