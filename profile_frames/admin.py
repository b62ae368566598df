"""Where editors upload frames."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from profile_frames.models import ProfileFrame


def _picture(frame: ProfileFrame):
    return format_html('<img src="{}" alt="" width="64" height="64">', frame.url)


class ProfileFrameViewSet(SnippetViewSet):
    model = ProfileFrame
    icon = "user"
    menu_label = _("Profile frames")
    menu_order = 320
    add_to_admin_menu = True
    list_display = ("title", Column("picture", label=_("picture"), accessor=_picture))
    copy_view_enabled = False
