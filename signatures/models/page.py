"""The page that carries a statement and its form."""

from functools import cached_property
from http import HTTPMethod

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from sharing.models import WithShareWords, share_words_field
from signatures.models import default_words as words
from signatures.models.page_editor import TABS, StatementPageForm
from signatures.models.page_mails import MAIL_FIELDS, PLACEHOLDERS, WithMails
from signatures.models.version import StatementVersion, wording_digest

LETTER_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link"]
NOTE_FEATURES = ["bold", "italic", "ul", "link"]


class Counting(models.TextChoices):
    PUBLISHED = "published", _("published signatures only")
    CONFIRMED = "confirmed", _("confirmed signatures too, before an organiser has checked them")


class StatementPage(WithMails, WithShareWords, Page):
    """A plain page with a form of our own: with Wagtail's form pages, whoever may edit could read the signers."""

    kicker = models.CharField(
        _("line above the title"),
        max_length=60,
        blank=True,
        default=_("An open letter"),
        help_text=_("A few words that say what this is, for example “An open letter”."),
    )
    introduction = RichTextField(
        _("introduction"),
        features=NOTE_FEATURES,
        blank=True,
        help_text=_("One or two sentences above the letter: who asks, and why now. People do not sign this part."),
    )
    text = RichTextField(
        _("the statement"),
        features=LETTER_FEATURES,
        help_text=_(
            "What people sign. Publishing a change makes a new version; everybody who signed stays with the "
            "version they signed."
        ),
    )
    corrects = models.ForeignKey(
        StatementVersion,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("only corrects a slip in"),
        help_text=_(
            "Choose the present version if your change corrects a slip and alters no meaning. Leave it empty if "
            "the statement now says something else."
        ),
    )

    sheet_summary = RichTextField(
        _("summary for the petition sheet"),
        features=["bold", "ul"],
        blank=True,
        help_text=_(
            "Only needed if the statement is too long for one side of paper: what it says, in eighty words or so. "
            "The sheet says where the whole text can be read. Empty: as much of the beginning as there is room for."
        ),
    )

    share_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("sharing picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Shown when somebody shares this page, best 1200 by 630. Empty: a card that the site makes from the title "
            "and the count."
        ),
    )
    form_heading = models.CharField(_("heading"), max_length=80, default=words.FORM_HEADING)
    form_note = RichTextField(
        _("what happens with it"),
        features=NOTE_FEATURES,
        default=words.FORM_NOTE,
        help_text=_("Shown with the form: who checks and publishes, what the address is used for."),
    )
    first_name_label = models.CharField(_("label: first name"), max_length=60, default=_("First name"))
    last_name_label = models.CharField(_("label: last name"), max_length=60, default=_("Last name"))
    email_label = models.CharField(_("label: email"), max_length=60, default=_("Email address"))
    roles_label = models.CharField(
        _("label: roles"), max_length=60, default=_("Labour movement roles"), help_text=_("It is optional.")
    )
    roles_help = models.CharField(_("help for roles"), max_length=200, blank=True, default=words.ROLES_HELP)
    publish_wording = models.TextField(
        _("consent to publish"),
        default=words.PUBLISH_WORDING,
        help_text=_("The words beside the box that must be ticked. A change makes a new version."),
    )
    keep_in_touch_wording = models.TextField(
        _("consent to keep in touch"),
        default=words.KEEP_IN_TOUCH_WORDING,
        help_text=_("The words beside the box that nobody has to tick. A change makes a new version."),
    )
    button_label = models.CharField(_("button"), max_length=30, default=words.BUTTON_LABEL)

    sent_heading = models.CharField(_("heading"), max_length=120, default=words.SENT_HEADING)
    sent_text = RichTextField(_("text"), features=NOTE_FEATURES, default=words.SENT_TEXT)
    confirm_heading = models.CharField(_("heading"), max_length=120, default=words.CONFIRM_HEADING)
    confirm_text = RichTextField(_("text"), features=NOTE_FEATURES, default=words.CONFIRM_TEXT)
    confirmed_heading = models.CharField(_("heading"), max_length=120, default=words.CONFIRMED_HEADING)
    confirmed_text = RichTextField(
        _("text"), features=NOTE_FEATURES, default=words.CONFIRMED_TEXT, help_text=PLACEHOLDERS.help_text
    )

    share_words = share_words_field(words.SHARE_WORDS)

    signing_open = models.BooleanField(
        _("open for signing"), default=True, help_text=_("Untick to close the form; the wall and the count stay.")
    )
    closed_note = models.CharField(_("shown while closed"), max_length=200, default=words.CLOSED_NOTE)
    counting = models.CharField(
        _("the count holds"),
        max_length=10,
        choices=Counting,
        default=Counting.PUBLISHED.value,
        help_text=_("Nothing is ever counted before the signer has confirmed by email."),
    )
    publish_unflagged = models.BooleanField(
        _("publish at once what no check flags"),
        default=False,
        help_text=_(
            "Names then reach the wall unseen, as soon as they are confirmed, unless there is a reason to look "
            "twice. A sample of them is on the admin home each day for you to look at."
        ),
    )
    wall_indexed = models.BooleanField(
        _("search engines may list the wall"),
        default=False,
        help_text=_("Leave unticked to protect signers: their names then don't turn up in web searches."),
    )

    class Meta:
        verbose_name = _("statement page")
        verbose_name_plural = _("statement pages")
        permissions = (("change_statement_wording", _("Can change statements, consent wordings and mails")),)

    template = "signatures/statement_page.html"
    page_description = _("A statement that supporters sign, with its form and its wall of names.")
    allowed_http_methods = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS)
    private_page_options = ()  # public pages know no visitor, so none could be let in
    parent_page_types = ("home.HomePage", "campaign_pages.CampaignPage")
    subpage_types: tuple = ()
    exclude_fields_in_copy = ["corrects"]  # Wagtail adds it to a list
    base_form_class = StatementPageForm

    search_fields = (*Page.search_fields, index.SearchField("introduction"), index.SearchField("text"))

    edit_handler = TABS

    def clean(self) -> None:
        super().clean()
        errors: dict = PLACEHOLDERS.errors_in(self, (*MAIL_FIELDS, "confirmed_text"))
        if self.corrects and self.corrects.statement_id != self.pk:
            errors["corrects"] = _("That version belongs to another statement.")
        if errors:
            raise ValidationError(errors)

    @property
    def wording_digest(self) -> str:
        return wording_digest(self.title, self.text, self.publish_wording, self.keep_in_touch_wording)

    @cached_property
    def version(self) -> StatementVersion | None:
        """The frozen version of the words now on this page; None for words that were never published."""
        versions = self.versions.select_related("publish_wording", "keep_in_touch_wording")
        return versions.filter(digest=self.wording_digest).first()

    @property
    def wall_url(self) -> str:
        return f"{self.url or ''}signatures/"

    @property
    def signature_count(self) -> int:
        """How many have signed, as the public sees it."""
        from signatures.counts import signature_count  # it reads models, this one among them

        return signature_count(self)

    def placeholder_values(self, first_name: str = "") -> dict[str, str]:
        """What stands for each placeholder in this statement's texts."""
        site = self.get_site()
        campaign = site.site_name if site else ""
        return {"first_name": first_name, "statement": self.title, "campaign": campaign}

    def get_context(self, request, *args, **kwargs) -> dict:
        from signatures.presentation import statement_context  # it reads models, this one among them

        return super().get_context(request, *args, **kwargs) | statement_context(self, request)
