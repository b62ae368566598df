"""The menu group "Enquiries" and its one list."""

from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from enquiries.admin.filters import AssignedFilter, DueFilter, KindFilter, StateFilter, SuspicionFilter, TopicFilter
from enquiries.admin.forms import AssignForm, NoteForm, choices_from
from enquiries.admin.helpers import AddressSearchHandler, InboxIndexView
from enquiries.models import Enquiry, EnquiryNote
from enquiries.permissions import can_handle, can_read
from enquiries.states import DELETABLE, State
from staff.read_only_lists import ReadOnlyAdmin

INDEX = "enquiries_enquiry_modeladmin_index"
INSPECT = "enquiries_enquiry_modeladmin_inspect"


class EnquiryAdmin(ReadOnlyAdmin):
    model = Enquiry
    menu_label = _("Enquiries")
    menu_icon = "mail"
    index_view_class = InboxIndexView
    search_handler_class = AddressSearchHandler
    search_fields = ("mailbox_key",)
    index_template_name = "enquiries/admin/list.html"
    inspect_template_name = "enquiries/admin/inspect.html"
    inspect_view_enabled = True
    list_display = ("headline",)  # the columns and their order are the template's
    list_filter = (StateFilter, KindFilter, DueFilter, TopicFilter, AssignedFilter, SuspicionFilter)
    list_select_related = ("assigned_to",)
    list_per_page = 100
    ordering = ("-received_at", "-pk")

    def may_read(self, user) -> bool:
        return can_read(user)

    def is_offered(self, spec, state: str) -> bool:
        """Reasons for quarantine are offered there; who looks after it and what it is about everywhere else."""
        return (spec.parameter_name == SuspicionFilter.parameter_name) == (state == State.QUARANTINED) or (
            spec.parameter_name in (KindFilter.parameter_name, DueFilter.parameter_name)
        )

    def more_to_inspect(self, request, enquiry: Enquiry) -> dict:
        handles = can_handle(request.user)
        return {
            "may_handle": handles,
            "may_delete": handles and enquiry.state in DELETABLE,
            "choices": choices_from(enquiry.state) if handles else (),
            "assign_form": AssignForm(enquiry=enquiry) if handles else None,
            "note_form": NoteForm() if handles else None,
            "notes": EnquiryNote.objects.filter(enquiry=enquiry).select_related("author").order_by("-pk"),
            "moves": enquiry.moves.select_related("made_by").order_by("-pk"),
            "reply_url": reply_url(enquiry),
            "others": Enquiry.objects.of_mailbox(enquiry.mailbox_key).exclude(pk=enquiry.pk).count(),
        }


def reply_url(enquiry: Enquiry) -> str:
    """A link that opens the organiser's own mail program, with address and subject filled in."""
    subject = _now("Re: your %(kind)s") % {"kind": enquiry.get_kind_display()}
    return f"mailto:{quote(enquiry.email, safe='@')}?subject={quote(subject)}"


class StateMenuItem(MenuItem):
    """The list of one state, for those who may read it."""

    def __init__(self, state: State, label, icon_name: str, order: int) -> None:
        url = f"{reverse(INDEX)}?{urlencode({'state': state.value})}"
        super().__init__(label, url, name=f"enquiries-{state.value}", icon_name=icon_name, order=order)

    def is_shown(self, request) -> bool:
        return can_read(request.user)

    def is_active(self, request) -> bool:
        return False


class EnquiriesGroup(ModelAdminGroup):
    menu_label = _("Enquiries")
    menu_icon = "mail"
    menu_order = 160
    items = (EnquiryAdmin,)

    def get_submenu_items(self) -> list[MenuItem]:
        return [
            StateMenuItem(State.NEW, _("New"), "mail", 1),
            StateMenuItem(State.ANSWERED, _("Answered"), "check", 2),
            StateMenuItem(State.CLOSED, _("Closed"), "folder", 3),
            StateMenuItem(State.QUARANTINED, _("Quarantine"), "warning", 4),
        ]
