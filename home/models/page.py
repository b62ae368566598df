"""The front page: what this is, how many signed, and the way to sign."""

from http import HTTPMethod

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from campaign_pages.blocks import BodyBlock
from sharing.models import Shareable

STATEMENT_PAGE = "signatures.StatementPage"


class HomePage(Shareable, Page):
    """There is one, and every other page stands beneath it."""

    headline = models.CharField(
        _("headline"),
        max_length=120,
        blank=True,
        help_text=_("The largest words on the page. A demand or a claim, not a welcome."),
    )
    introduction = models.TextField(
        _("introduction"),
        max_length=300,
        blank=True,
        help_text=_("One sentence: who asks, and for what."),
    )
    statement = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("statement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The statement that visitors are asked to sign. Its count is shown here."),
    )
    sign_label = models.CharField(
        _("words on the button"),
        max_length=40,
        default=_("Add your name"),
        help_text=_("What pressing it means, in two or three words."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What comes beneath the first screen, block by block."),
    )

    allowed_http_methods = (HTTPMethod.GET, HTTPMethod.HEAD)
    private_page_options = ()  # public pages know no visitor, so none could be let in
    max_count = 1
    parent_page_types = ("wagtailcore.Page",)
    subpage_types = (
        "campaign_pages.ActionIndexPage",
        "campaign_pages.CampaignPage",
        "campaign_pages.InformationPage",
        "campaign_pages.MotionPage",
        "campaign_pages.NewsIndexPage",
        "enquiries.ContactPage",
        "enquiries.SpeakerRequestPage",
        "profile_frames.ProfileFramePage",
        "enquiries.ComplaintPage",
        STATEMENT_PAGE,
    )
    page_description = _("The front page of the site.")
    template = "home/home_page.html"

    content_panels = (
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [PageChooserPanel("statement", page_type=STATEMENT_PAGE), FieldPanel("sign_label")],
            heading=_("Sign"),
        ),
        FieldPanel("body"),
    )
    promote_panels = (Shareable.search_and_sharing_panel,)
    search_fields = (
        *Page.search_fields,
        index.SearchField("headline"),
        index.SearchField("introduction"),
        index.SearchField("body"),
    )

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        """Templates meet the statement itself under `page.statement`, or nothing while it is not published.

        The foreign key gives a bare page, without what a statement adds; this is one query instead of two.
        """
        if self.statement_id:
            statements = apps.get_model(STATEMENT_PAGE).objects.live()
            statement = statements.filter(pk=self.statement_id).first()
            self._meta.get_field("statement").set_cached_value(self, statement)
        return super().get_context(request, *args, **kwargs)
