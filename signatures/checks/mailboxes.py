"""Mail domains that give away mailboxes for minutes."""

from disposable_email_domains import blocklist

from signatures.checks.facts import Facts, Found
from signatures.checks.word_lists import WordLists


def disposable(facts: Facts, lists: WordLists) -> Found | None:
    """Finds a domain of the kept list, or beneath one of them."""
    labels = facts.domain.casefold().split(".")
    domains = {".".join(labels[start:]) for start in range(max(len(labels) - 1, 0))}
    return Found("disposable") if domains & blocklist else None
