"""Who may do what with background work."""

from staff.access import Person


def can_see_jobs(user: Person) -> bool:
    return user.has_perm("background.view_job")


def can_steer_jobs(user: Person) -> bool:
    """Cancel a job, or try one again that failed."""
    return user.has_perm("background.change_job")
