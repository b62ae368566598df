"""The signing form and the form of the confirm page."""

import re
from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from public_forms.forms import NOT_WHOLE, GuardedForm
from sharing import sources
from signatures import addresses, names
from signatures.details import Details
from signatures.details import Display as Shown
from signatures.models import StatementVersion
from signatures.models.signature import Display
from signatures.tokens import CODE_LENGTH

VERSION = "statement-version"
SHORT_CODE = "short-code"


class CleanTextField(forms.CharField):
    """Text that one of the pure modules tidies or refuses, with that module's plain reason."""

    def __init__(self, *, tidy: Callable[[str], str], **kwargs) -> None:
        super().__init__(strip=False, **kwargs)
        self.tidy = tidy
        self.validators = []

    def to_python(self, value) -> str:
        text = super().to_python(value)
        if not text.strip():
            return ""  # an empty field is for `required` to judge
        try:
            return self.tidy(text)
        except names.Refused as refused:
            raise ValidationError(_(refused.message), code=refused.code) from refused


class AddressField(forms.CharField):
    """An email address; the cleaned value is an `addresses.Address`."""

    widget = forms.EmailInput

    def __init__(self, **kwargs) -> None:
        super().__init__(strip=False, **kwargs)
        self.validators = []

    def clean(self, value) -> addresses.Address:
        try:
            return addresses.parse(super().to_python(value))
        except addresses.Refused as refused:
            raise ValidationError(_(refused.message), code=refused.code) from refused


class Checkbox(forms.CheckboxInput):
    """A box that counts as ticked only when what was sent says so: consent is never guessed."""

    TICKED = frozenset({"on", "1", "true", "yes"})

    def value_from_datadict(self, data, files, name) -> bool:
        return str(data.get(name, "")).strip().lower() in self.TICKED


class DetailsForm(GuardedForm):
    """Names, roles, how to show them and the two boxes, under the wording of one version."""

    first_name = CleanTextField(
        label=_("First name"),
        tidy=names.clean_name,
        error_messages={"required": _("Please enter your first name, or the one name you have.")},
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
    )
    last_name = CleanTextField(
        label=_("Last name"),
        tidy=names.clean_name,
        required=False,
        help_text=_("Leave it empty if you have one name."),
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "dir": "auto"}),
    )
    roles = CleanTextField(
        label=_("Labour movement roles"),
        tidy=names.clean_roles,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    display = forms.ChoiceField(
        label=_("How should we show it?"),
        choices=Display.choices,
        initial=Display.FULL,
        required=False,
        error_messages={"invalid_choice": _("Please choose one of these.")},
        widget=forms.RadioSelect,
    )
    publish_consent = forms.BooleanField(required=False, widget=Checkbox)
    keep_in_touch = forms.BooleanField(required=False, widget=Checkbox)

    def __init__(self, *args, version: StatementVersion | None, **kwargs) -> None:
        subject = f"{VERSION}:{version.pk}" if version else f"{VERSION}:0"
        super().__init__(*args, subject=subject, **kwargs)
        if version:
            self.fields["publish_consent"].label = version.publish_wording.text
            if "keep_in_touch" in self.fields:
                self.fields["keep_in_touch"].label = version.keep_in_touch_wording.text

    def clean_display(self) -> Shown:
        return Shown(self.cleaned_data["display"] or Shown.FULL)

    def clean(self) -> dict:
        cleaned = super().clean()
        asked = "publish_consent" in self.fields
        if asked and cleaned.get("display") != Shown.COUNT_ONLY and not cleaned.get("publish_consent"):
            self.add_error(
                "publish_consent",
                _("Please tick this box if we may publish your name, or choose “count me only” above."),
            )
        return cleaned

    @property
    def version_id(self) -> int:
        """After validation: the version that was on the screen; 0 when the token was another kind of form's."""
        kind, _separator, number = (self.cleaned_subject or "").partition(":")
        return int(number) if kind == VERSION and number.isdecimal() else 0

    @property
    def details(self) -> Details:
        """After validation: what the signer told us."""
        return Details(
            first_name=self.cleaned_data["first_name"],
            last_name=self.cleaned_data["last_name"],
            roles=self.cleaned_data["roles"],
            display=self.cleaned_data["display"],
            publish_consent=self.cleaned_data.get("publish_consent", False),
            keep_in_touch=self.cleaned_data.get("keep_in_touch", False),
        )


class SigningForm(DetailsForm):
    """The form on a statement's page, with the labels its editors chose."""

    email = AddressField(
        label=_("Email address"),
        help_text=_("Never published. We send one email there to make sure that it is you."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )

    # The word of the link by which somebody came; it goes along, and a word that isn't ours counts as none.
    source = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = (
        "first_name",
        "last_name",
        "email",
        "roles",
        "display",
        "publish_consent",
        "keep_in_touch",
        "source",
        "form_token",
        "website",
    )

    def __init__(self, *args, statement, **kwargs) -> None:
        super().__init__(*args, version=statement.version, **kwargs)
        self.statement = statement
        self.fields["publish_consent"].label = statement.publish_wording
        self.fields["keep_in_touch"].label = statement.keep_in_touch_wording
        for name in ("first_name", "last_name", "email", "roles"):
            self.fields[name].label = getattr(statement, f"{name}_label")
        self.fields["roles"].help_text = statement.roles_help

    def full_clean(self) -> None:
        """Validates; a refused form goes back with a word of ours or with none."""
        super().full_clean()
        if self.is_bound:
            self.data["source"] = sources.known(self.data.get("source"))

    def clean_source(self) -> str:
        return sources.known(self.cleaned_data["source"])

    @property
    def address_suggestion(self) -> str | None:
        """A likelier spelling of the address typed; only ever a suggestion."""
        return addresses.suggest(self.data.get("email", "")) if self.is_bound else None


class CodeForm(GuardedForm):
    """The six figures of the confirming mail, typed on the waiting page."""

    code = forms.CharField(
        label=_("The six figures from the email"),
        max_length=40,
        error_messages={
            "required": _("Please type the six figures from the email."),
            "max_length": _("It is six figures, and no more."),
        },
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false", "dir": "ltr"}
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, subject=SHORT_CODE, **kwargs)

    def clean_form_token(self) -> str:
        token = super().clean_form_token()
        if self.cleaned_subject != SHORT_CODE:
            raise ValidationError(NOT_WHOLE)
        return token

    def clean_code(self) -> str:
        figures = re.sub(r"[\s\u2010-\u2015-]", "", self.cleaned_data["code"])
        if not re.fullmatch(rf"\d{{{CODE_LENGTH}}}", figures):
            raise ValidationError(_("It is six figures, and nothing else."), code="invalid")
        return f"{int(figures):0{CODE_LENGTH}}"  # whichever script's figures they were
