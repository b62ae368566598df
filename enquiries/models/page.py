"""What both pages with an enquiry form have in common."""

import re
from http import HTTPMethod

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from campaign_pages.blocks import BodyBlock
from placeholders.words import Placeholders
from sharing.models import Shareable

NOTE_FEATURES = ["bold", "italic", "ul", "link"]

# Held by organisers: who reads along, how long data is kept, what is mailed to people.
HANDLING = "enquiries.change_handling"

PLACEHOLDERS = Placeholders("name", "page", "campaign", "retention")

TEMPLATE = "enquiries/enquiry_page.html"


class Retention(models.IntegerChoices):
    """How long an enquiry is kept, in months."""

    THREE = 3, _("3 months")
    SIX = 6, _("6 months")
    TWELVE = 12, _("12 months")
    TWENTY_FOUR = 24, _("24 months")


def heading(default, limit: int = 80) -> models.CharField:
    return models.CharField(_("heading"), max_length=limit, default=default)


def button(default) -> models.CharField:
    return models.CharField(_("button"), max_length=30, default=default)


def thanks_text(default) -> RichTextField:
    return RichTextField(_("text"), features=NOTE_FEATURES, default=default)


def form_note(default) -> RichTextField:
    return RichTextField(
        _("what happens with it"),
        features=NOTE_FEATURES,
        default=default,
        help_text=_("Shown with the form. How long it is kept is said by the page itself."),
    )


class EnquiryFormPage(Shareable, Page):
    """A page with a form of our own: with Wagtail's form pages, whoever may edit could read what people wrote."""

    introduction = RichTextField(
        _("introduction"),
        features=NOTE_FEATURES,
        blank=True,
        help_text=_("One or two sentences: what people can write about here, and what they can expect."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Whatever else helps before somebody writes. It stands beside the form, or beneath it on phones."),
    )
    notify = models.TextField(
        _("who is told"),
        blank=True,
        help_text=_(
            "Email addresses of organisers, one on each line; each gets a copy of what people write. Empty: all "
            "organisers who log in here."
        ),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("keep for"),
        choices=Retention,
        default=Retention.TWELVE.value,
        help_text=_(
            "The page tells visitors, and the site deletes what is older. A shorter time holds for what is here "
            "already; a longer one for new messages only, because people were promised the shorter."
        ),
    )

    class Meta:
        abstract = True

    kind = ""
    private_page_options = ()  # public pages know no visitor, so none could be let in
    allowed_http_methods = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS)
    parent_page_types = ("home.HomePage",)
    subpage_types: tuple = ()

    search_fields = (*Page.search_fields, index.SearchField("introduction"), index.SearchField("body"))

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")],
                heading=_("Page"),
            ),
            ObjectList(
                [
                    HelpPanel(_("The questions are fixed, so that organisers can sort and count the answers.")),
                    MultiFieldPanel(
                        [FieldPanel("form_heading"), FieldPanel("form_note"), FieldPanel("button_label")],
                        heading=_("The form"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("thanks_heading"), FieldPanel("thanks_text")],
                        heading=_("After sending the form: thank you"),
                    ),
                ],
                heading=_("Form"),
            ),
            ObjectList(
                [
                    FieldPanel("notify", permission=HANDLING),
                    FieldPanel("retention_months", permission=HANDLING),
                    MultiFieldPanel(
                        [
                            FieldPanel("answer_subject", permission=HANDLING),
                            FieldPanel("answer_text", permission=HANDLING),
                        ],
                        heading=_("The mail that whoever wrote gets at once"),
                        permission=HANDLING,
                    ),
                ],
                heading=_("Handling"),
                permission=HANDLING,
            ),
            ObjectList(Shareable.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    def clean(self) -> None:
        super().clean()
        errors: dict = PLACEHOLDERS.errors_in(self, ("answer_subject", "answer_text"))
        for address in self.notified_addresses:
            try:
                validate_email(address)
            except ValidationError:
                message = _("“%(address)s” is not an email address.")
                errors["notify"] = ValidationError(message, params={"address": address})
        if errors:
            raise ValidationError(errors)

    @property
    def notified_addresses(self) -> list[str]:
        """The addresses under "who is told", each once."""
        return list(dict.fromkeys(re.split(r"[\s,;]+", self.notify.strip()))) if self.notify.strip() else []

    @property
    def retention_words(self) -> str:
        """ "12 months", as visitors read it."""
        months = self.retention_months
        return str(ngettext_lazy("%(number)s month", "%(number)s months", months) % {"number": months})

    def get_context(self, request, *args, **kwargs) -> dict:
        from enquiries.presentation import form_context  # it reads models, this one among them

        return super().get_context(request, *args, **kwargs) | form_context(self)
