"""Pages that inform: privacy, accessibility, about us."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from campaign_pages.blocks import InformationBodyBlock
from campaign_pages.models.base import BasePage


class InformationPage(BasePage):
    """A title, an introduction and text."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("A sentence or two: what somebody will find on this page."),
    )
    body = StreamField(
        InformationBodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Build the page from blocks. You can move and delete them later."),
    )

    page_description = _("Text about the campaign or this site: privacy, accessibility, about us.")
    parent_page_types = ("home.HomePage", "campaign_pages.InformationPage")
    subpage_types = ("campaign_pages.InformationPage",)
    template = "campaign_pages/information_page.html"

    content_panels = (*Page.content_panels, FieldPanel("introduction"), FieldPanel("body"))
    search_fields = (
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    )

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
