"""Who may do what with mail that failed. Nobody may read it."""

from typing import Protocol


class User(Protocol):
    def has_perm(self, name: str) -> bool: ...


def can_see_failed_mail(user: User) -> bool:
    return user.has_perm("outbox.view_message")


def can_try_again(user: User) -> bool:
    return user.has_perm("outbox.change_message")
