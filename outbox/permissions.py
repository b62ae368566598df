"""Who may do what with mail that failed. Nobody may read it."""

from staff.access import Person


def can_see_failed_mail(user: Person) -> bool:
    return user.has_perm("outbox.view_message")


def can_try_again(user: Person) -> bool:
    return user.has_perm("outbox.change_message")
