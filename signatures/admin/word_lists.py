"""Where organisers keep the words, names and offices that the checks look for."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets.button import BaseButton, Button, HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from signatures.admin import trying_words
from signatures.models import ListedWord
from signatures.services import looking_again


class ListedWordsView(IndexView):
    """The list, with the way to try a word out before it is added."""

    add_item_label = gettext_lazy("Add a word")

    @property
    def header_buttons(self) -> list[BaseButton]:
        trial = HeaderButton(_("Try a word out"), url=reverse("signatures_admin:try_word"), icon_name="view")
        return [*super().header_buttons, trial]


class ListedWordView(EditView):
    """One word, with the way to whom it finds."""

    @property
    def header_more_buttons(self) -> list[BaseButton]:
        finds = Button(_("See whom it finds"), url=trying_words.url_for(self.object), icon_name="search", priority=5)
        return [*super().header_more_buttons, finds]


class ListedWordViewSet(SnippetViewSet):
    model = ListedWord
    index_view_class = ListedWordsView
    edit_view_class = ListedWordView
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
    word = next((row for row in rows if isinstance(row, ListedWord)), None)
    if word is None:
        return
    looking_again.start(by=request.user)
    finds = [messages.button(trying_words.url_for(word), _("See whom it finds"))] if word.pk and word.in_use else None
    messages.info(request, _("Those who wait are being looked at again."), buttons=finds)
