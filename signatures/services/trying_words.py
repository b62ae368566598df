"""Whom a word of the lists would make remarkable, before anybody adds it. Nothing is kept."""

from dataclasses import dataclass, replace

from signatures.checks import Facts, WordLists
from signatures.checks.abuse import abusive_word
from signatures.checks.impersonation import claimed_office, watched_name
from signatures.checks.word_lists import WordList
from signatures.models import ListedWord, Signature
from signatures.services import word_lists
from signatures.states import TO_DECIDE

LOOKED_AT = 2_000  # so that an answer takes about a second
FIELDS = ("first_name", "last_name", "roles", "supporter__domain")


@dataclass(frozen=True)
class Trial:
    """`found` are signatures' numbers, those that have waited longest first; `looked_at` of `to_decide` were asked."""

    found: list[int]
    looked_at: int
    to_decide: int


def try_out(kind: ListedWord.Kind, text: str) -> Trial:
    """Whom of those who wait or are set aside this entry finds; for an innocent one, whom it frees. Three queries."""
    finds = _finder(kind, text)
    rows = Signature.objects.filter(state__in=sorted(TO_DECIDE))
    looked_at = list(rows.oldest_first().values_list("pk", *FIELDS)[:LOOKED_AT])
    found = [pk for pk, first, last, roles, domain in looked_at if finds(Facts(first, last, roles, domain or ""))]
    return Trial(found, len(looked_at), rows.count() if len(looked_at) == LOOKED_AT else len(looked_at))


def _finder(kind: ListedWord.Kind, text: str):
    """Whether somebody is found by this entry alone, or, for an innocent one, by the list and no longer with it."""
    now, entry = word_lists.current(), WordList([text])
    if kind == ListedWord.Kind.NAME:
        return lambda facts: watched_name(facts, WordLists(names=entry))
    if kind == ListedWord.Kind.OFFICE:
        return lambda facts: claimed_office(facts, WordLists(offices=entry))
    if kind == ListedWord.Kind.ABUSIVE:
        return lambda facts: abusive_word(facts, WordLists(abusive=entry, innocent=now.innocent))
    listed = ListedWord.objects.filter(kind=ListedWord.Kind.INNOCENT, in_use=True).values_list("text", flat=True)
    without = replace(now, innocent=WordList([each for each in listed if each != text]))
    freed = replace(now, innocent=WordList([*listed, text]))
    return lambda facts: abusive_word(facts, without) and not abusive_word(facts, freed)
