"""What the admin learns from this app."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from campaign_pages import shortcuts
from campaign_pages.models import NewsTopic


class NewsTopicViewSet(SnippetViewSet):
    model = NewsTopic
    icon = "tag"
    menu_label = _("News topics")
    list_display = ("name", "slug")
    add_to_settings_menu = True


register_snippet(NewsTopicViewSet)


@hooks.register("register_admin_urls")
def register_shortcuts() -> list:
    return shortcuts.urlpatterns
