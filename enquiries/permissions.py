"""Who may do what with enquiries, as questions that read aloud. Every view asks; hiding a menu is not a permission."""

from django.contrib.auth.models import Permission
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


def handlers() -> QuerySet[User]:
    """Everybody who is active and may handle enquiries, by name."""
    app_label, codename = HANDLE.split(".")
    right = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    may = Q(is_superuser=True) | Q(groups__permissions__in=right) | Q(user_permissions__in=right)
    people = User.objects.filter(may, is_active=True)
    return people.distinct().order_by("first_name", "last_name", "email")
