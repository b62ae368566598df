"""News: the list with its filters, the posts, and the topics they are filed under."""

from django.core.paginator import Paginator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from campaign_pages.blocks import BodyBlock
from campaign_pages.models.base import BasePage
from campaign_pages.models.picture import WithPicture
from campaign_pages.news_filters import Filters


class NewsTopic(index.Indexed, models.Model):
    """What posts are about. Editors keep the list short."""

    name = models.CharField(_("name"), max_length=40, unique=True, help_text=_("One or two words: “Conference”."))
    slug = models.SlugField(
        _("slug"), max_length=40, unique=True, help_text=_("Its name in web addresses: small letters and hyphens.")
    )

    panels = (TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug"))
    search_fields = (index.SearchField("name"), index.AutocompleteField("name"))

    class Meta:
        ordering = ("name",)
        verbose_name = _("news topic")
        verbose_name_plural = _("news topics")

    def __str__(self) -> str:
        return self.name


class NewsQuerySet(PageQuerySet):
    """Posts, as pages list them."""

    def latest(self) -> "NewsQuerySet":
        """What visitors may see, the newest first, with all that a list shows of it."""
        shown = self.live().public().order_by("-date", "-pk")
        return shown.select_related("picture", "related_action__actionpage").prefetch_related(
            "picture__renditions", "topics"
        )


class NewsIndexPage(BasePage):
    """All posts, the newest first, by year and topic."""

    PER_PAGE = 12

    introduction = models.TextField(
        _("introduction"), blank=True, max_length=300, help_text=_("A sentence above the list.")
    )

    page_description = _("The list of news. Its posts are the pages beneath it.")
    parent_page_types = ("home.HomePage",)
    subpage_types = ("campaign_pages.NewsPage",)
    template = "campaign_pages/news_index_page.html"

    content_panels = (*Page.content_panels, FieldPanel("introduction"))
    search_fields = (*Page.search_fields, index.SearchField("introduction"))

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    @property
    def posts(self) -> NewsQuerySet:
        return NewsPage.objects.child_of(self).latest()

    @property
    def feed_url(self) -> str:
        return f"{self.url or ''}feed.xml"

    def get_context(self, request, *args, **kwargs):
        years = [day.year for day in NewsPage.objects.child_of(self).live().public().dates("date", "year", "DESC")]
        topics = NewsTopic.objects.filter(posts__in=NewsPage.objects.child_of(self).live().public()).distinct()
        filters = Filters.from_query(request.GET, self.get_url(request) or "", years, list(topics))
        shown = Paginator(filters.narrow(self.posts), self.PER_PAGE).get_page(filters.page)
        return {
            **super().get_context(request, *args, **kwargs),
            "filters": filters,
            "posts": shown,
            "previous_url": filters.page_url(shown.number - 1) if shown.has_previous() else None,
            "next_url": filters.page_url(shown.number + 1) if shown.has_next() else None,
        }


class NewsPageForm(WagtailAdminPageForm):
    """What editors fill in; nothing has changed until they change something."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Since the date's default is a function, Django compares the date with a hidden field, which Wagtail does not
        # draw: an organiser's approval would count as an edit, and an edited page waits to be approved once more.
        if "date" in self.fields:
            self.fields["date"].show_hidden_initial = False


class NewsPage(WithPicture, BasePage):
    """One post."""

    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("Beneath the title; the list is sorted by it.")
    )
    author = models.CharField(
        _("author"), max_length=120, blank=True, help_text=_("Who wrote it, as it should be printed.")
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("A sentence or two, shown in the list, the feed and beneath the title."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True, help_text=_("Build the post from blocks."))
    topics = ParentalManyToManyField(
        NewsTopic,
        verbose_name=_("topics"),
        blank=True,
        related_name="posts",
        help_text=_("What it is about. Organisers keep the list of topics."),
    )
    related_action = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("action"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("What a reader can do about it. Shown at the end."),
    )
    related_campaign = models.ForeignKey(
        "campaign_pages.CampaignPage",
        verbose_name=_("campaign"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("If the post belongs to one: it is listed on that campaign's page too."),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()
    base_form_class = NewsPageForm

    page_description = _("A piece of news with a date, listed on the news page and in the feed.")
    parent_page_types = ("campaign_pages.NewsIndexPage",)
    subpage_types = ()
    template = "campaign_pages/news_page.html"

    content_panels = (
        *Page.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("author")]),
        FieldPanel("summary"),
        WithPicture.picture_panel,
        FieldPanel("body"),
        MultiFieldPanel(
            [
                PageChooserPanel("related_action", page_type="campaign_pages.ActionPage"),
                FieldPanel("related_campaign"),
                FieldPanel("topics", widget=CheckboxSelectMultiple),
            ],
            heading=_("Belongs to"),
        ),
    )
    search_fields = (
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("author"),
        index.SearchField("body"),
        index.FilterField("date"),
    )

    class Meta:
        verbose_name = _("news post")
        verbose_name_plural = _("news posts")

    @property
    def cut(self) -> str:
        """Which of our cuts stands for a post without a picture: that of its action, or a newspaper."""
        action = getattr(self.related_action, "actionpage", None)
        return action.icon if action else "news"

    @property
    def introduction(self) -> str:
        """What describes the page to search engines where nothing else does."""
        return self.summary

    def get_context(self, request, *args, **kwargs):
        parent = self.get_parent()
        context = super().get_context(request, *args, **kwargs)
        action, campaign = self.related_action, self.related_campaign
        return {
            **context,
            "parent": parent,
            "action": action.specific if action and action.live else None,
            "campaign": campaign if campaign and campaign.live else None,
        }
