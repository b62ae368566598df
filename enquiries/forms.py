"""The two forms for the public."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enquiries import questions, texts
from enquiries.questions import ASKED, Kind, Question
from public_forms.forms import NOT_WHOLE, GuardedForm
from signatures import addresses

PAGE = "enquiry-page"


class CleanField(forms.CharField):
    """Text that `tidy` takes or refuses with its plain reason.

    `limit` is its length in characters; `missing` is what to say when it is empty, None when it may be.
    """

    def __init__(
        self,
        question: Question,
        limit: int,
        missing: str | Promise | None = None,
        *,
        tidy: Callable[[str, int], str] = texts.line,
        **kwargs,
    ) -> None:
        errors = {} if missing is None else {"required": missing}
        super().__init__(
            label=question.label, strip=False, required=missing is not None, error_messages=errors, **kwargs
        )
        self.tidy, self.limit = tidy, limit
        self.validators = []  # the tidier looks for what these would, and says it better

    def to_python(self, value) -> str:
        try:
            return self.tidy(super().to_python(value), self.limit)
        except texts.Refused as refused:
            raise ValidationError(_(refused.message), code=refused.code, params=refused.params) from refused


class AddressField(forms.CharField):
    """An email address; the cleaned value is a `signatures.addresses.Address`."""

    def __init__(self, **kwargs) -> None:
        super().__init__(strip=False, **kwargs)
        self.validators = []

    def clean(self, value) -> addresses.Address:
        try:
            return addresses.parse(super().to_python(value))
        except ValueError as refused:
            raise ValidationError(_(str(refused)), code="invalid") from refused


def _choice(question: Question, missing: str | Promise, widget=forms.RadioSelect) -> forms.ChoiceField:
    choices = question.choices.choices
    if widget is forms.Select:
        choices = [("", _("Please choose")), *choices]
    return forms.ChoiceField(
        label=question.label,
        choices=choices,
        widget=widget,
        error_messages={"required": missing, "invalid_choice": _("Please choose one of these.")},
    )


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _text_input(autocomplete: str = "off", **attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete, "dir": "auto"} | attrs)


class EnquiryForm(GuardedForm):
    """What both forms ask: who writes, and where an answer goes."""

    name = CleanField(
        questions.NAME, 100, _("Please tell us your name, or what to call you."), widget=_text_input("name")
    )
    email = AddressField(
        label=questions.EMAIL.label,
        help_text=_("Never published. We answer to it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args, page, **kwargs) -> None:
        super().__init__(*args, subject=f"{PAGE}:{page.pk or 0}", **kwargs)
        self.page = page

    def clean_form_token(self) -> str:
        token = super().clean_form_token()
        if self.cleaned_subject != f"{PAGE}:{self.page.pk}":
            raise ValidationError(NOT_WHOLE)
        return token

    @property
    def asked(self) -> list[forms.BoundField]:
        """The visible fields in their order, for the template."""
        return [field for field in self.visible_fields() if field.name != "website"]

    @property
    def values(self) -> dict[str, str]:
        """After validation: the answers by the names of the questions."""
        return {question.name: self.cleaned_data[question.name] for question in ASKED[self.page.kind]}

    @property
    def address_suggestion(self) -> str | None:
        """A likelier spelling of the address typed; only ever a suggestion."""
        return addresses.suggest(self.data.get("email", "")) if self.is_bound else None


class ContactForm(EnquiryForm):
    topic = _choice(questions.TOPIC, _("Please choose what it is about, so that the right person reads it."))
    message = CleanField(
        questions.MESSAGE, 5_000, _("Please write your message."), tidy=texts.prose, widget=_box(rows=8)
    )

    field_order = ("name", "email", "topic", "message", "form_token", "website")


class SpeakerForm(EnquiryForm):
    organisation = CleanField(
        questions.ORGANISATION,
        150,
        _("Please tell us who invites: your branch, CLP, union or group."),
        help_text=_("For example: Exampletown CLP, or Unite Exampletown branch."),
        widget=_text_input("organization"),
    )
    organisation_kind = _choice(
        questions.ORGANISATION_KIND, _("Please choose what kind of organisation invites."), widget=forms.Select
    )
    place = CleanField(
        questions.PLACE,
        150,
        _("Please tell us the town, or write “online”."),
        help_text=_("The town is enough for now. For a meeting online, write “online”."),
        widget=_text_input(),
    )
    dates = CleanField(
        questions.DATES,
        500,
        _("Please offer a date or two, or say that you are flexible."),
        help_text=_("Two or three days with times help us most."),
        tidy=texts.prose,
        widget=_box(rows=3),
    )
    presence = _choice(questions.PRESENCE, _("Please choose how the speaker is to join you."))
    audience = _choice(questions.AUDIENCE, _("Please choose a number; a guess will do."), widget=forms.Select)
    about = CleanField(
        questions.ABOUT,
        3_000,
        _("Please say in a few words what the speaker should talk about."),
        tidy=texts.prose,
        widget=_box(rows=5),
    )
    phone = CleanField(
        questions.PHONE,
        40,
        help_text=_("Only if we may ring you about this."),
        tidy=texts.phone,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "dir": "ltr", "type": "tel"}),
    )

    field_order = (
        "name",
        "email",
        "phone",
        "organisation",
        "organisation_kind",
        "place",
        "presence",
        "dates",
        "audience",
        "about",
        "form_token",
        "website",
    )


class ComplaintForm(EnquiryForm):
    complaint_about = _choice(questions.COMPLAINT_ABOUT, _("Please choose what it is about."))
    what_happened = CleanField(
        questions.WHAT_HAPPENED,
        5_000,
        _("Please tell us what happened."),
        help_text=_("When, where, and who was there, as far as you remember."),
        tidy=texts.prose,
        widget=_box(rows=8),
    )
    remedy = CleanField(questions.REMEDY, 2_000, tidy=texts.prose, widget=_box(rows=3))

    field_order = ("complaint_about", "what_happened", "remedy", "name", "email", "form_token", "website")


FORMS: dict[str, type[EnquiryForm]] = {
    Kind.CONTACT: ContactForm,
    Kind.SPEAKER: SpeakerForm,
    Kind.COMPLAINT: ComplaintForm,
}
