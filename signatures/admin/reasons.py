"""Where organisers keep the list of reasons. Nothing is deleted there: a reason is taken out of use."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from signatures.models import Reason


class ReasonViewSet(SnippetViewSet):
    model = Reason
    icon = "list-ul"
    menu_label = _("Reasons for rejecting")
    list_display = ("label", "kind", "active", "mails_signer")
    add_to_settings_menu = True
    copy_view_enabled = False
