"""The model motion: one source, two variants, and every form in which a branch may want it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.search import index

from campaign_pages.blocks.motion import (
    PLACEHOLDER_HELP,
    GuideBlock,
    MotionPointsBlock,
    refuse_unknown_placeholders,
)
from campaign_pages.documents.motion import Motion, Source, Variant, build
from campaign_pages.documents.text import lines, render
from campaign_pages.documents.word_count import LIMIT
from campaign_pages.models.base import BasePage
from campaign_pages.word_count_panel import WordCountPanel

TEXT_PREVIEW = "text"


def _lead(name, default) -> models.CharField:
    help_text = format_lazy(_("The line above these points. {help}"), help=PLACEHOLDER_HELP)
    return models.CharField(name, max_length=120, default=default, help_text=help_text)


class MotionPage(BasePage):
    """A motion for branches: numbered, counted, to copy, print and download."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("A sentence or two above the motion. No part of it, and not counted."),
    )
    motion_title = models.CharField(
        _("title of the motion"),
        max_length=120,
        help_text=_("As it would stand on an agenda. Conferences count it apart from the text."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(1900), MaxValueValidator(2999)],
        help_text=_("Motions of other years are listed on the page, newest first."),
    )
    preamble_lead = _lead(_("first line"), _("{Body} notes:"))
    preamble = StreamField(
        MotionPointsBlock(),
        verbose_name=_("what it argues"),
        help_text=_("The points in their order. The numbers follow by themselves."),
    )
    government_lead = _lead(_("line above the demands"), _("In government Labour should:"))
    government = StreamField(
        MotionPointsBlock(),
        verbose_name=_("what Labour should do in government"),
        blank=True,
        help_text=_("One demand to a point."),
    )
    resolve_lead = _lead(_("line above what it resolves"), _("{Body} resolves:"))
    resolve = StreamField(
        MotionPointsBlock(),
        verbose_name=_("what the branch itself will do"),
        help_text=_("One thing to a point, beginning with “to”."),
    )
    guide_heading = models.CharField(_("heading"), max_length=80, default=_("How to move it"))
    guide = StreamField(
        GuideBlock(),
        verbose_name=_("steps"),
        blank=True,
        help_text=_("For somebody who has never moved a motion. The page numbers the steps."),
    )
    passed_text = models.TextField(
        _("words"),
        blank=True,
        max_length=300,
        default=_("Tell us, so that other branches know they are not alone."),
        help_text=_("Shown under “Did it pass?”."),
    )
    passed_page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where a branch tells us that it passed. Empty: the email address of the site settings."),
    )

    page_description = _("A motion for branches to pass, with its word count and downloads.")
    parent_page_types = ("home.HomePage", "campaign_pages.MotionPage")
    subpage_types = ("campaign_pages.MotionPage",)
    template = "campaign_pages/motion_page.html"
    preview_modes = [(variant.value, variant.label) for variant in Variant] + [(TEXT_PREVIEW, _("Plain text"))]

    content_panels = (
        *Page.content_panels,
        FieldPanel("introduction"),
        WordCountPanel(heading=_("Word count")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("motion_title"), FieldPanel("year")])],
            heading=_("The motion"),
        ),
        MultiFieldPanel([FieldPanel("preamble_lead"), FieldPanel("preamble")], heading=_("What it argues")),
        MultiFieldPanel([FieldPanel("government_lead"), FieldPanel("government")], heading=_("In government")),
        MultiFieldPanel([FieldPanel("resolve_lead"), FieldPanel("resolve")], heading=_("What the branch resolves")),
        MultiFieldPanel([FieldPanel("guide_heading"), FieldPanel("guide")], heading=_("Guide")),
        MultiFieldPanel([FieldPanel("passed_text"), FieldPanel("passed_page")], heading=_("When it passed")),
    )
    search_fields = (
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("motion_title"),
        index.SearchField("preamble"),
        index.SearchField("government"),
        index.SearchField("resolve"),
        index.SearchField("guide"),
        index.FilterField("year"),
    )

    class Meta:
        verbose_name = _("model motion")
        verbose_name_plural = _("model motions")

    PARTS = (("preamble_lead", "preamble"), ("government_lead", "government"), ("resolve_lead", "resolve"))

    def clean(self) -> None:
        super().clean()
        errors = {}
        for lead, _points in self.PARTS:
            try:
                refuse_unknown_placeholders(getattr(self, lead))
            except ValidationError as error:
                errors[lead] = error
        if errors:
            raise ValidationError(errors)

    @property
    def source(self) -> Source:
        """What editors wrote, free of Wagtail's types."""
        parts = tuple(
            (str(getattr(self, lead)), tuple((block.value["text"], block.value["note"] or "") for block in points))
            for lead, points in ((lead, getattr(self, points)) for lead, points in self.PARTS)
        )
        return Source(self.motion_title, self.year, self.language, parts)

    @property
    def language(self) -> str:
        language, _dash, region = (self.locale.language_code if self.locale_id else "en-gb").partition("-")
        return f"{language}-{region.upper()}" if region else language

    def motion(self, variant: Variant) -> Motion:
        return build(self.source, variant)

    @cached_property
    def passed_target(self) -> Page | None:
        page = self.passed_page
        return page if page and page.live else None

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict:
        return self.get_context(request, preview=mode_name)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == TEXT_PREVIEW:
            text = render(self.motion(Variant.PARTY))
            return HttpResponse(text, content_type="text/plain; charset=utf-8")
        return super().serve_preview(request, mode_name)

    def get_context(self, request: HttpRequest, *args, preview: str = "", **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        variant = _variant(preview or request.GET.get("variant", ""))
        motion = self.motion(variant)
        address = self.get_url(request) or ""
        query = "" if variant == Variant.PARTY else f"?variant={variant}"
        others = list(self.others(request))
        return context | {
            "motion": motion,
            "limit": LIMIT,
            "text_lines": lines(motion),
            "variants": [
                {
                    "label": each.label,
                    "url": address + ("" if each == Variant.PARTY else f"?variant={each}"),
                    "chosen": each == variant,
                }
                for each in Variant
            ],
            "downloads": {name: f"{address}motion.{name}{query}" for name in ("docx", "pdf", "txt")},
            "others": others,
            "newer": next((page for page in others if page.year > (self.year or 0)), None),
        }

    def others(self, request: HttpRequest) -> models.QuerySet:
        """The motions of other years, newest first, wherever on this site they stand."""
        site = Site.find_for_request(request)
        found = MotionPage.objects.live().public().exclude(pk=self.pk).order_by("-year", "title").defer_streamfields()
        return found.descendant_of(site.root_page) if site else found


def _variant(asked: str) -> Variant:
    """The variant that is asked for; whatever we don't know is the first."""
    return Variant(asked) if asked in set(Variant) else Variant.PARTY
