"""What every campaign page has in common."""

from http import HTTPMethod

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from sharing.models import Shareable


class BasePage(Shareable, Page):
    """A page that is read and never posted to, with a picture for when it is shared."""

    # Forms are posted to views of their own: what a page answers is the same for everybody and can be cached.
    private_page_options = ()  # public pages know no visitor, so none could be let in
    allowed_http_methods = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS)

    promote_panels = (
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                Shareable.share_image_panel,
                Shareable.share_words_panel,
            ],
            heading=_("For search engines and sharing"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For the site's menu")),
    )

    class Meta:
        abstract = True
