"""Who may do what with background work."""

from typing import Protocol


class User(Protocol):
    def has_perm(self, name: str) -> bool: ...


def can_see_jobs(user: User) -> bool:
    return user.has_perm("background.view_job")


def can_steer_jobs(user: User) -> bool:
    """Cancel a job, or try one again that failed."""
    return user.has_perm("background.change_job")
