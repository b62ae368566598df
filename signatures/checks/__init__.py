"""Reasons to look twice at a signature: small pure checks. None publishes, none hides; people decide.

`look` asks all that need nothing but the signature itself; `crowds` holds those about several at once.
"""

from collections.abc import Callable

from signatures.checks import abuse, contacts, impersonation, letters, mailboxes
from signatures.checks.facts import Facts, Found
from signatures.checks.word_lists import WordLists

CHECKS: tuple[Callable[[Facts, WordLists], Found | None], ...] = (
    abuse.abusive_word,
    impersonation.watched_name,
    impersonation.claimed_office,
    letters.mixed_scripts,
    letters.odd_letters,
    letters.capitals,
    contacts.contact_details,
    mailboxes.disposable,
)

__all__ = ["CHECKS", "Facts", "Found", "WordLists", "look"]


def look(facts: Facts, lists: WordLists) -> list[Found]:
    """What the checks found, each at most once; nothing for most people."""
    return [found for check in CHECKS if (found := check(facts, lists))]
