"""Where organisers keep the list of reasons. Nothing is deleted there: a reason is taken out of use."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from signatures.models import Reason


class ReasonViewSet(SnippetViewSet):
    model = Reason
    icon = "list-ul"
    menu_label = _("Reasons for rejecting")
    list_display = (
        "label",
        "kind",
        BooleanColumn("active", label=_("in use"), sort_key="active"),
        BooleanColumn("mails_signer", label=_("write to the signer"), sort_key="mails_signer"),
    )
    add_to_settings_menu = True
    copy_view_enabled = False
