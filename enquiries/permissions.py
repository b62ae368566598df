"""Who may do what with enquiries, as questions that read aloud. Every view asks; hiding a menu is not a permission."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from staff.models import User

VIEW = "enquiries.view_enquiry"
HANDLE = "enquiries.handle_enquiry"


def can_read(user) -> bool:
    """Open the inbox and what people wrote."""
    return user.has_perm(VIEW)


def can_handle(user) -> bool:
    """Answer, assign, annotate, close; release from quarantine and delete spam."""
    return user.has_perm(HANDLE)


def demand(allowed: bool) -> None:
    """Raises PermissionDenied unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def handlers() -> QuerySet[User]:
    """Everybody who is active and may handle enquiries, by name."""
    app_label, codename = HANDLE.split(".")
    right = {"content_type__app_label": app_label, "codename": codename}
    through_group = Q(groups__permissions__in=_permission(right))
    own = Q(user_permissions__in=_permission(right))
    people = User.objects.filter(is_active=True).filter(Q(is_superuser=True) | through_group | own)
    return people.distinct().order_by("first_name", "last_name", "email")


def _permission(right: dict):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(**right)
