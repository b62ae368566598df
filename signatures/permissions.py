"""Who may do what at the desk, as questions that read aloud. Every view asks; hiding a menu is not a permission."""

from signatures.states import MODERATE

WORDING = "signatures.change_statement_wording"


def can_moderate(user) -> bool:
    """Publish, reject, hold and undo; see names, roles, reasons and the domain of the address."""
    return user.has_perm(MODERATE)


def can_see_signatures(user) -> bool:
    """Open the list and a single signature."""
    return user.has_perm("signatures.view_signature")


def can_find_by_address(user) -> bool:
    """Find a supporter by an exact address."""
    return user.has_perm("signatures.find_by_address")


def can_see_address(user) -> bool:
    """See the address itself; each look is logged."""
    return user.has_perm("signatures.see_address")


def can_see_charts(user) -> bool:
    """See how many signed, by day and by source; it tells of nobody."""
    return user.has_perm("signatures.see_charts")


def can_see_consents(user) -> bool:
    """See how many agreed to what, in which words; it tells of nobody."""
    return user.has_perm("signatures.view_consent")


def can_resend(user) -> bool:
    """Have confirming mails sent again, many at once."""
    return user.has_perm("signatures.bulk_review")


def can_bulk_review(user) -> bool:
    """Decide about all signatures of a description at once, and take that back."""
    return user.has_perm("signatures.bulk_review") and can_moderate(user)


def can_keep_lists(user) -> bool:
    """Change the words, names and offices to look twice at, and see whom they find."""
    return user.has_perm("signatures.change_listedword") and can_moderate(user)


def can_word_statements(user) -> bool:
    """Write what people sign, agree to and are mailed; so, begin a statement."""
    return user.has_perm(WORDING)
