"""The list of numbered sheets."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paper.admin.helpers import SheetSearchHandler
from paper.models import SheetBatch
from paper.permissions import can_order_sheets
from staff.read_only_lists import ReadOnlyAdmin, ReadOnlyIndexView


class SheetIndexView(ReadOnlyIndexView):
    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"order_url": reverse("paper_admin:order")}


class SheetBatchAdmin(ReadOnlyAdmin):
    model = SheetBatch
    menu_label = _("Petition sheets")
    menu_icon = "doc-full-inverse"
    menu_order = 155
    index_view_class = SheetIndexView
    index_template_name = "paper/admin/list.html"
    search_handler_class = SheetSearchHandler
    search_fields = ("event",)
    list_display = ("event",)  # the columns and their order are the template's
    list_select_related = ("version", "made_by", "cancelled_by")
    list_per_page = 50
    columns = (_("event"), _("statement"), _("sheets"), _("ordered"), "")

    def may_read(self, user) -> bool:
        return can_order_sheets(user)
