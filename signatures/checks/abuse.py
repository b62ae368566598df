"""Abusive words, in plain or in disguise, in one word or spread over several."""

import re

from signatures.checks.facts import Facts, Found
from signatures.checks.word_lists import SHORTEST_SPLIT, Entry, Text, WordLists

_HYPHENS = re.compile(r"[-‐‑–—./]")


def abusive_word(facts: Facts, lists: WordLists) -> Found | None:
    """Finds an entry of the list of abusive words in the name or the roles; the detail is that entry."""
    for text in (Text(facts.name, is_name=True), Text(facts.roles, is_name=False)):
        if entry := _first(text, lists):
            return Found("abuse", entry.text)
    return None


def _first(text: Text, lists: WordLists) -> Entry | None:
    innocent = _innocent(text, lists)
    for start, end, run in text.runs():
        if innocent & set(range(start, end)):
            continue
        if end - start == 1:
            found = _in_chunk(run, lists)
        elif text.may_be_split(start, end) and len(run) >= SHORTEST_SPLIT:
            found = lists.abusive.whole(run)
        else:
            found = lists.abusive.phrase(run)
        if found:
            return found
    return None


def _in_chunk(chunk: str, lists: WordLists) -> Entry | None:
    abusive = lists.abusive
    found = abusive.whole(chunk) or abusive.starred(chunk) or abusive.masked(chunk)
    parts = [part for part in _HYPHENS.split(chunk) if len(part) > 2]
    if found or len(parts) < 2:
        return found
    return next((entry for part in parts if (entry := abusive.whole(part) or abusive.starred(part))), None)


def _innocent(text: Text, lists: WordLists) -> set[int]:
    """The places of the chunks that stand on the list of innocent words and phrases."""
    if not len(lists.innocent):
        return set()
    return {place for start, end, run in text.runs() if lists.innocent.whole(run) for place in range(start, end)}
