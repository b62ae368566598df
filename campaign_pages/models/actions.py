"""What a visitor can do: the leaflet, and a page for each action on it."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from campaign_pages.blocks import ActionBodyBlock, TargetBlock
from campaign_pages.blocks.text import PARAGRAPH_FEATURES
from campaign_pages.icons import Icon
from campaign_pages.models.base import BasePage
from campaign_pages.models.ordering import ActionTester, WithActions
from campaign_pages.models.picture import WithPicture
from campaign_pages.targets import give_next_steps


class ActionQuerySet(PageQuerySet):
    """Actions, as pages list them."""

    def beneath(self, page: Page) -> "ActionQuerySet":
        """What visitors may see of the actions right beneath a page, in the editors' order."""
        shown = self.child_of(page).live().public().order_by("path")
        return shown.select_related("picture").prefetch_related("picture__renditions")


class Leaflet:
    """The actions beneath a page: those to take, numbered by their place, and those whose day has gone by."""

    def __init__(self, page: Page, request=None, now: datetime | None = None) -> None:
        now = now or timezone.now()
        found = give_next_steps(ActionPage.objects.beneath(page), request)
        self.actions = [action for action in found if not action.is_past(now)]
        gone = [action for action in found if action.is_past(now)]
        self.past = sorted(gone, key=lambda action: action.starts_at, reverse=True)

    def after(self, page: Page) -> "ActionPage | None":
        """The next action for whoever has done this one; after the last comes the first."""
        places = [action.pk for action in self.actions]
        others = [action for action in self.actions if action.pk != page.pk]
        if not others or page.pk not in places:
            return others[0] if others else None
        return self.actions[(places.index(page.pk) + 1) % len(places)]


class ActionIndexPage(WithActions, BasePage):
    """The numbered leaflet of all that a visitor can do."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_(
            "A sentence or two above the actions. To change their order, open the list of the pages beneath this one "
            "and choose “Sort menu order” from the dots beside the title."
        ),
    )

    page_description = _("The numbered list of what people can do. Its actions are the pages beneath it.")
    parent_page_types = ("home.HomePage",)
    subpage_types = ("campaign_pages.ActionPage",)
    template = "campaign_pages/action_index_page.html"

    content_panels = (*Page.content_panels, FieldPanel("introduction"))
    search_fields = (*Page.search_fields, index.SearchField("introduction"))

    class Meta:
        verbose_name = _("list of actions")
        verbose_name_plural = _("lists of actions")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "leaflet": Leaflet(self, request)}


class ActionPage(WithPicture, BasePage):
    """One thing to do: why, how, how long it takes, and one button."""

    summary = models.CharField(
        _("in one line"),
        max_length=160,
        help_text=_("What it is and why it counts. Shown in the list of actions and beneath the title."),
    )
    icon = models.CharField(
        _("icon"),
        max_length=20,
        choices=Icon.choices,
        default=Icon.ARROW,
        help_text=_("Shown in the list of actions, unless you choose a picture."),
    )
    duration = models.CharField(
        _("how long it takes"),
        max_length=40,
        blank=True,
        help_text=_("Honest and short: “a minute”, “an evening”."),
    )
    target = StreamField(
        TargetBlock(),
        verbose_name=_("what the button does"),
        blank=True,
        max_num=1,
        help_text=_("Choose one. Without it the page has no button."),
    )
    button_label = models.CharField(
        _("words on the button"),
        max_length=40,
        blank=True,
        help_text=_("Two or three words that say what happens: “Add your name”."),
    )
    starts_at = models.DateTimeField(
        _("begins"),
        null=True,
        blank=True,
        help_text=_("Only for a meet-up or protest. Afterwards it moves to the past ones by itself."),
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True, help_text=_("Empty: at the end of that day."))
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("What it is called: “Friends House”, “online”.")
    )
    address = models.TextField(
        _("address"), max_length=300, blank=True, help_text=_("Street and town, as on an envelope.")
    )
    why = RichTextField(
        _("why"),
        blank=True,
        features=PARAGRAPH_FEATURES,
        help_text=_("What it changes if people do this."),
    )
    body = StreamField(
        ActionBodyBlock(),
        verbose_name=_("what to do"),
        blank=True,
        help_text=_("Build it from blocks. “Steps” are numbered by the page."),
    )

    objects = PageManager.from_queryset(ActionQuerySet)()

    page_description = _("One thing that people can do, with one button. It may have a date and a place.")
    parent_page_types = ("campaign_pages.ActionIndexPage", "campaign_pages.CampaignPage")
    subpage_types = ()
    template = "campaign_pages/action_page.html"

    content_panels = (
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("button_label"), FieldPanel("target"), FieldPanel("duration")], heading=_("The button")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("address"),
            ],
            heading=_("Date and place"),
            help_text=_("Only for a meet-up, a protest, anything one has to be at."),
            classname="collapsed",
        ),
        FieldPanel("icon"),
        WithPicture.picture_panel,
        FieldPanel("why"),
        FieldPanel("body"),
    )
    search_fields = (
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("why"),
        index.SearchField("body"),
        index.SearchField("place"),
        index.FilterField("starts_at"),
    )

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = (
            models.CheckConstraint(
                name="action_ends_after_it_begins",
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
            ),
        )

    def clean(self) -> None:
        super().clean()
        wrong = {}
        if self.target and not self.button_label.strip():
            wrong["button_label"] = _("Say what happens when somebody presses the button.")
        if self.ends_at and not self.starts_at:
            wrong["starts_at"] = _("Say when it begins, or leave the end empty as well.")
        elif self.ends_at and self.ends_at <= self.starts_at:
            wrong["ends_at"] = _("It ends before it begins.")
        if wrong:
            raise ValidationError(wrong)

    @property
    def introduction(self) -> str:
        """What describes the page to search engines where nothing else does."""
        return self.summary

    @property
    def over_at(self) -> datetime | None:
        """When a meet-up is over. One without an end is over with its day."""
        if self.ends_at or not self.starts_at:
            return self.ends_at
        day = timezone.localtime(self.starts_at).date()
        return timezone.make_aware(datetime.combine(day, time.max))

    def permissions_for_user(self, user) -> ActionTester:
        return ActionTester(user, self)

    def is_past(self, now: datetime | None = None) -> bool:
        over = self.over_at
        return over is not None and over < (now or timezone.now())

    def get_context(self, request, *args, **kwargs):
        parent = self.get_parent().specific
        give_next_steps([self], request)
        return {
            **super().get_context(request, *args, **kwargs),
            "parent": parent,
            "is_past": self.is_past(),
            "following": Leaflet(parent, request).after(self),
        }
