"""The list of numbered sheets."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin

from paper.admin.helpers import SheetPermissionHelper, SheetSearchHandler
from paper.models import SheetBatch
from signatures.admin.helpers import GuardedIndexView


class SheetIndexView(GuardedIndexView):
    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"order_url": reverse("paper_admin:order")}


class SheetBatchAdmin(ModelAdmin):
    model = SheetBatch
    menu_label = _("Petition sheets")
    menu_icon = "doc-full-inverse"
    menu_order = 155
    permission_helper_class = SheetPermissionHelper
    index_view_class = SheetIndexView
    index_template_name = "paper/admin/list.html"
    search_handler_class = SheetSearchHandler
    search_fields = ("event",)
    list_display = ("event",)  # the columns and their order are the template's
    list_select_related = ("version", "made_by", "cancelled_by")
    list_per_page = 50
    columns = (_("event"), _("statement"), _("sheets"), _("ordered"), "")

    def get_admin_urls_for_registration(self) -> tuple:
        """The stock forms, which write whatever is posted, have no address at all."""
        index = self.url_helper.get_action_url_name("index")
        return tuple(url for url in super().get_admin_urls_for_registration() if url.name == index)
