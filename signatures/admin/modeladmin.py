"""The menu group "Signatures" and its lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from signatures.admin.filters import StatementFilter
from signatures.admin.helpers import (
    GuardedHistoryView,
    ReadOnlyPermissionHelper,
    SignatureSearchHandler,
    UnexportedIndexView,
)
from signatures.models import Signature, StatementVersion
from signatures.permissions import can_moderate, can_see_address


class SignatureAdmin(ModelAdmin):
    model = Signature
    menu_label = _("All signatures")
    menu_icon = "list-ul"
    permission_helper_class = ReadOnlyPermissionHelper
    index_view_class = UnexportedIndexView
    history_view_class = GuardedHistoryView
    inspect_view_enabled = True
    search_handler_class = SignatureSearchHandler
    search_fields = ("first_name", "last_name", "roles", "supporter__domain")
    list_display = ("full_name", "roles", "state_label", "statement_title", "domain", "created_at")
    list_filter = ("state", "source", "display", StatementFilter, "created_at")
    list_select_related = ("statement", "supporter")
    list_per_page = 50
    ordering = ("-created_at", "-pk")
    inspect_template_name = "signatures/admin/inspect.html"
    inspect_view_fields = (
        "first_name",
        "last_name",
        "roles",
        "display",
        "public_name",
        "state_label",
        "statement_title",
        "version",
        "source",
        "domain",
        "created_at",
        "confirmed_at",
        "published_at",
    )

    def get_extra_search_kwargs(self, request, search_term: str) -> dict:
        return {"user": request.user}

    def inspect_view(self, request, instance_pk: str):
        view = self.inspect_view_class.as_view(model_admin=self, instance_pk=instance_pk)
        response = view(request)
        response.context_data["decisions"] = (
            Signature.objects.get(pk=instance_pk).decisions.select_related("made_by").order_by("-pk")
        )
        response.context_data["may_see_address"] = can_see_address(request.user)
        return response


class StatementVersionAdmin(ModelAdmin):
    """What was signed, word for word. Nobody changes a version, so this list only shows them."""

    model = StatementVersion
    menu_label = _("Versions of statements")
    menu_icon = "history"
    permission_helper_class = ReadOnlyPermissionHelper
    index_view_class = UnexportedIndexView
    history_view_enabled = False
    inspect_view_enabled = True
    list_display = ("title", "number", "published_at", "corrects")
    list_filter = ("statement",)
    list_select_related = ("corrects",)
    inspect_view_fields = ("title", "number", "published_at", "corrects", "text")


class QueueMenuItem(MenuItem):
    """The queue, for those who may decide."""

    def __init__(self) -> None:
        super().__init__(_("Queue"), reverse("signatures_admin:queue"), icon_name="tasks", order=0)

    def is_shown(self, request) -> bool:
        return can_moderate(request.user)


class SignaturesGroup(ModelAdminGroup):
    menu_label = _("Signatures")
    menu_icon = "group"
    menu_order = 150
    items = (SignatureAdmin, StatementVersionAdmin)

    def get_submenu_items(self) -> list[MenuItem]:
        return [QueueMenuItem(), *super().get_submenu_items()]
