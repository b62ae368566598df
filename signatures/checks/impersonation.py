"""Well-known names, and offices that somebody claims."""

from signatures.checks.disguises import plain
from signatures.checks.facts import Facts, Found
from signatures.checks.word_lists import Entry, Text, WordLists

LETTERS_BEHIND = 4  # "MP", "MSP": as letters behind a name, an office has no more than this


def watched_name(facts: Facts, lists: WordLists) -> Found | None:
    """Finds a name of the list in the name, in either order, run together or spaced out, in whatever disguise.

    No detail: it would be somebody's name.
    """
    if facts.last_name:
        swapped = Text(f"{facts.last_name} {facts.first_name}", is_name=True)
    else:
        swapped = Text(" ".join(reversed(facts.first_name.split())), is_name=True)
    for text in (Text(facts.name, is_name=True), swapped):
        for start, end, run in text.runs():
            if lists.names.whole(run) if end - start == 1 or len(run) > LETTERS_BEHIND else None:
                return Found("watched_name")
    return None


def claimed_office(facts: Facts, lists: WordLists) -> Found | None:
    """Finds an office in the roles, or in the name where an office would stand; the detail is the list's entry."""
    entry = _in_roles(Text(facts.roles, is_name=False), lists) or _in_name(Text(facts.name, is_name=True), lists)
    return Found("office", entry.text) if entry else None


def _in_roles(text: Text, lists: WordLists) -> Entry | None:
    found = [
        entry
        for start, end, run in text.runs()
        if (entry := lists.offices.whole(run) if end - start == 1 else lists.offices.phrase(run))
    ]
    return max(found, key=lambda entry: len(entry.joined), default=None)  # "general secretary", not "secretary"


def _in_name(text: Text, lists: WordLists) -> Entry | None:
    """A title in front, letters behind in capitals, or a phrase anywhere; "Bishop" as a last name is just a name."""
    chunks = text.chunks
    if len(chunks) > 1:
        title = lists.offices.whole(chunks[0])
        if title and not _is_letters(title):
            return title
        behind = [lists.offices.whole(chunk) for chunk in chunks[1:] if chunk.isupper()]
        for entry in behind:
            if entry and _is_letters(entry):
                return entry
    return next(
        (entry for start, end, run in text.runs() if end - start > 1 and (entry := lists.offices.phrase(run))), None
    )


def _is_letters(entry: Entry) -> bool:
    return entry.text.rstrip("s").isupper() and len(plain(entry.text)) <= LETTERS_BEHIND
