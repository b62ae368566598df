"""What every campaign page has in common."""

from http import HTTPMethod

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from sharing.models import WithShareWords


class BasePage(WithShareWords, Page):
    """A page that is read and never posted to, with a picture for when it is shared."""

    share_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("sharing picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Shown when somebody shares this page, best 1200 by 630. Empty: the campaign's own picture if it has one, "
            "or else a card that the site makes from the title."
        ),
    )

    # Forms are posted to views of their own: what a page answers is the same for everybody and can be cached.
    private_page_options = ()  # public pages know no visitor, so none could be let in
    allowed_http_methods = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS)

    promote_panels = (
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("share_image"),
                WithShareWords.share_words_panel,
            ],
            heading=_("For search engines and sharing"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For the site's menu")),
    )

    class Meta:
        abstract = True
