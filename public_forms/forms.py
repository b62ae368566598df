"""The fields that every public form has without showing them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from public_forms import form_tokens

NOT_WHOLE = _("The form did not arrive whole. Please send it again.")


class GuardedForm(forms.Form):
    """A form with a signed token and a trap for robots.

    `subject` is what a fresh form is about; after validation `cleaned_subject` is what the posted one was about.
    Every refusal is an error like any other: nothing typed is lost, and a person who met the trap can go on.
    """

    form_token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)

    def __init__(self, *args, subject: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.cleaned_subject: str | None = None
        self._subject = subject
        self.initial["form_token"] = form_tokens.make(subject)

    def full_clean(self) -> None:
        """Validates, then puts a new token where the posted one was: a refused form can be sent again."""
        super().full_clean()
        if self.is_bound:
            self.data = self.data.copy()
            self.data["form_token"] = form_tokens.make(self._subject)

    def clean_form_token(self) -> str:
        token = self.cleaned_data["form_token"]
        try:
            self.cleaned_subject = form_tokens.read(token)
        except form_tokens.StaleToken:
            raise ValidationError(
                _("This page was open for more than a day. Please look through it and send it again.")
            ) from None
        except form_tokens.ForeignToken:
            raise ValidationError(NOT_WHOLE) from None
        return token

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This field is a trap for robots. Please empty it and send the form again."))
        return ""
