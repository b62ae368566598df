"""Where organisers keep the words, names and offices that the checks look for."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from signatures.models import ListedWord
from signatures.services import looking_again


class ListedWordViewSet(SnippetViewSet):
    model = ListedWord
    icon = "warning"
    menu_label = gettext_lazy("Words to look twice at")
    list_display = ("text", "kind", BooleanColumn("in_use", label=gettext_lazy("in use"), sort_key="in_use"))
    list_filter = ("kind", "in_use")
    search_fields = ("text",)
    search_backend_name = None  # found in the table itself: words on these lists have no place in a search index
    list_per_page = 50
    add_to_settings_menu = True
    copy_view_enabled = False


def look_again_after(request: HttpRequest, changed) -> None:
    """After a change of the lists, those who wait are looked at once more."""
    rows = changed if isinstance(changed, (list, tuple)) else [changed]
    if any(isinstance(row, ListedWord) for row in rows):
        looking_again.start(by=request.user)
        messages.info(request, _("Those who wait are being looked at again."))
