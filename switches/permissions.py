"""Who may turn switches, and who is told which are on."""

from staff.access import Person


def can_use_switches(user: Person) -> bool:
    return user.has_perm("signatures.use_switches")


def is_told_of_switches(user: Person) -> bool:
    """Whoever checks signatures has to know, too."""
    return can_use_switches(user) or user.has_perm("signatures.moderate_signature")
