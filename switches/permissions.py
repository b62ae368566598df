"""Who may turn switches, and who is told which are on."""

from typing import Protocol


class User(Protocol):
    def has_perm(self, name: str) -> bool: ...


def can_use_switches(user: User) -> bool:
    return user.has_perm("signatures.use_switches")


def is_told_of_switches(user: User) -> bool:
    """Whoever checks signatures has to know, too."""
    return can_use_switches(user) or user.has_perm("signatures.moderate_signature")
