"""A campaign of its own within the campaign: demands, facts, actions, an open letter."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from campaign_pages.blocks import BodyBlock, DemandBlock, FactBlock
from campaign_pages.models.actions import Leaflet
from campaign_pages.models.base import BasePage
from campaign_pages.models.news import NewsPage
from campaign_pages.models.ordering import WithActions
from campaign_pages.models.picture import WithPicture
from campaign_pages.targets import STATEMENT_PAGE


class Look(models.TextChoices):
    """How a campaign's pages are dressed. All belong to the same family."""

    NIGHT = "night", _("Night: light words on a dark page, and a fence that is broken")
    DAY = "day", _("Day: the site's own paper, and a red fringe")


class CampaignPage(WithActions, WithPicture, BasePage):
    """A section of the site with its own look. Its statement and actions are the pages beneath it."""

    NEWS_SHOWN = 3

    look = models.CharField(
        _("look"),
        max_length=10,
        choices=Look.choices,
        default=Look.NIGHT,
        help_text=_("How this campaign's pages are dressed."),
    )
    kicker = models.CharField(
        _("line above the title"),
        max_length=60,
        blank=True,
        help_text=_("A few words that say what this is, for example “A campaign within the campaign”."),
    )
    introduction = models.TextField(
        _("introduction"), max_length=300, blank=True, help_text=_("What is wrong, and what you want, in a sentence.")
    )
    sign_label = models.CharField(
        _("words on the button"),
        max_length=40,
        default=_("Sign the open letter"),
        help_text=_("For the statement beneath this page. Without one there is no button."),
    )
    facts = StreamField(
        [("fact", FactBlock())],
        verbose_name=_("facts"),
        blank=True,
        help_text=_("Figures that can be checked, three or four of them. Each names its source."),
    )
    demands = StreamField(
        [("demand", DemandBlock())],
        verbose_name=_("demands"),
        blank=True,
        help_text=_("What must happen. The page numbers them in this order."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("The argument, with pictures and quotations. It comes after the demands."),
    )

    page_description = _("A campaign of its own: demands, facts, an open letter and actions, in a look of its own.")
    parent_page_types = ("home.HomePage",)
    subpage_types = ("campaign_pages.ActionPage", STATEMENT_PAGE)
    template = "campaign_pages/campaign_page.html"

    content_panels = (
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("sign_label"),
        FieldPanel("look"),
        WithPicture.picture_panel,
        MultiFieldPanel([FieldPanel("facts")], heading=_("Facts")),
        MultiFieldPanel([FieldPanel("demands")], heading=_("Demands")),
        FieldPanel("body"),
    )
    search_fields = (
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("facts"),
        index.SearchField("demands"),
        index.SearchField("body"),
    )

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def get_context(self, request, *args, **kwargs):
        statements = apps.get_model(STATEMENT_PAGE).objects.child_of(self).live().public().order_by("path")
        return {
            **super().get_context(request, *args, **kwargs),
            "statement": statements.first(),
            "leaflet": Leaflet(self, request),
            "posts": NewsPage.objects.latest().filter(related_campaign=self)[: self.NEWS_SHOWN],
        }
