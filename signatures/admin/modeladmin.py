"""The menu group "Signatures" and its lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from signatures.admin.filters import ConfirmedFilter, FlagFilter, SourceFilter, StateFilter, StatementFilter
from signatures.admin.forms import choices_from, reason_groups
from signatures.admin.helpers import DeskIndexView, SignatureSearchHandler
from signatures.admin.log_actions import looks_at_address
from signatures.admin.queue import for_the_desk, twins_of
from signatures.models import Signature, StatementVersion
from signatures.permissions import (
    can_bulk_review,
    can_moderate,
    can_see_address,
    can_see_charts,
    can_see_consents,
    can_see_signatures,
)
from signatures.states import CONFIRMED
from staff.read_only_lists import ReadOnlyAdmin


class DeskAdmin(ReadOnlyAdmin):
    """What the two lists of the desk have in common."""

    index_view_class = DeskIndexView
    index_template_name = "signatures/admin/list.html"
    inspect_view_enabled = True
    columns: tuple = ()
    row_template_name = ""
    tab = ""

    def may_read(self, user) -> bool:
        return can_see_signatures(user)

    def more_to_inspect(self, request, instance) -> dict:
        return {"may_moderate": can_moderate(request.user)}


class SignatureAdmin(DeskAdmin):
    model = Signature
    menu_label = _("All signatures")
    menu_icon = "list-ul"
    search_handler_class = SignatureSearchHandler
    search_label = _("Name, role or mail domain")
    list_display = ("full_name",)  # the columns and their order are the template's
    columns = (_("name"), _("state"), _("mail domain"), _("statement"), _("signed"))
    row_template_name = "signatures/admin/signature_row.html"
    tab = "all"
    rows_can_be_ticked = True
    list_filter = (StateFilter, StatementFilter, SourceFilter, ConfirmedFilter, FlagFilter)
    list_per_page = 50
    ordering = ("-created_at", "-pk")
    inspect_template_name = "signatures/admin/inspect.html"

    def get_queryset(self, request):
        return for_the_desk()

    def get_extra_search_kwargs(self, request, search_term: str) -> dict:
        return {"user": request.user}

    def title_of(self, instance: Signature) -> str:
        return instance.full_name

    def more_to_inspect(self, request, instance: Signature) -> dict:
        return super().more_to_inspect(request, instance) | {
            "twins": twins_of(instance) if instance.flagged else [],
            "decisions": instance.decisions.select_related("made_by", "reason").order_by("-pk"),
            "corrections": instance.corrections.select_related("made_by").order_by("-pk"),
            "may_correct": can_moderate(request.user) and instance.state in CONFIRMED,
            "looks": looks_at_address(instance),
            "choices": choices_from(instance.state) if can_moderate(request.user) else (),
            "reasons": reason_groups(),
            "may_see_address": can_see_address(request.user),
        }


class StatementVersionAdmin(DeskAdmin):
    """What was signed, word for word. Nobody changes a version, so this list only shows them."""

    model = StatementVersion
    menu_label = _("Versions of statements")
    menu_icon = "history"
    list_display = ("title",)
    columns = (_("title"), _("version"), _("first published"))
    row_template_name = "signatures/admin/version_row.html"
    list_filter = (StatementFilter,)
    list_select_related = ("corrects",)
    inspect_template_name = "signatures/admin/version.html"


class QueueMenuItem(MenuItem):
    """The queue, for those who may decide."""

    def __init__(self) -> None:
        super().__init__(_("Queue"), reverse("signatures_admin:queue"), icon_name="tasks", order=0)

    def is_shown(self, request) -> bool:
        return can_moderate(request.user)


class ChartsMenuItem(MenuItem):
    """The figures, for those who may see them."""

    def __init__(self) -> None:
        super().__init__(_("Charts"), reverse("signatures_admin:charts"), icon_name="calendar-alt", order=900)

    def is_shown(self, request) -> bool:
        return can_see_charts(request.user)


class CardsMenuItem(MenuItem):
    """The same queue, one at a time."""

    def __init__(self) -> None:
        super().__init__(_("Cards"), reverse("signatures_admin:cards"), icon_name="form", order=0)

    def is_shown(self, request) -> bool:
        return can_moderate(request.user)


class ConsentsMenuItem(MenuItem):
    """What people agreed to, for those who may see the counts."""

    def __init__(self) -> None:
        super().__init__(_("Consents"), reverse("signatures_admin:consents"), icon_name="check", order=910)

    def is_shown(self, request) -> bool:
        return can_see_consents(request.user)


class BulkReviewMenuItem(MenuItem):
    """Clearing a flood, for those who may."""

    def __init__(self) -> None:
        super().__init__(
            _("Bulk review"), reverse("signatures_admin:bulk_reviews"), icon_name="clipboard-list", order=890
        )

    def is_shown(self, request) -> bool:
        return can_bulk_review(request.user)


class SignaturesGroup(ModelAdminGroup):
    menu_label = _("Signatures")
    menu_icon = "group"
    menu_order = 150
    items = (SignatureAdmin, StatementVersionAdmin)

    def get_submenu_items(self) -> list[MenuItem]:
        ours = [BulkReviewMenuItem(), ChartsMenuItem(), ConsentsMenuItem()]
        return [QueueMenuItem(), CardsMenuItem(), *super().get_submenu_items(), *ours]
