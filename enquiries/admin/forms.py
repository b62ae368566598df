"""What the inbox posts."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enquiries import texts
from enquiries.models import Enquiry
from enquiries.models.note import NOTE_LIMIT
from enquiries.permissions import handlers
from enquiries.states import State, moves_from

_STATES = [(state.value, state.value) for state in State]
_MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Choice:
    """One button that moves an enquiry: where to, its label, and the look that Wagtail gives such buttons."""

    to: State
    label: str | Promise
    look: str


def choices_from(state: str) -> list[Choice]:
    """The buttons for an enquiry in `state`."""
    labels = {
        State.NEW: _("Not spam") if state == State.QUARANTINED else _("Back to new"),
        State.ANSWERED: _("Mark as answered"),
        State.CLOSED: _("Close"),
        State.QUARANTINED: _("This is spam"),
    }
    looks = {
        State.NEW: "button" if state == State.QUARANTINED else "button button-secondary",
        State.ANSWERED: "button",
        State.QUARANTINED: "button button-secondary no",
    }
    return [Choice(to, labels[to], looks.get(to, "button button-secondary")) for to in moves_from(State(state))]


class MoveForm(forms.Form):
    """One move of one enquiry, and the state in which it was on the screen."""

    to = forms.ChoiceField(choices=_STATES)
    seen = forms.ChoiceField(choices=_STATES)


class AssignForm(forms.Form):
    """Who looks after it; nobody when left empty."""

    assigned_to = forms.ModelChoiceField(label=_("Assigned to"), queryset=None, required=False, empty_label=_("nobody"))

    def __init__(self, *args, enquiry: Enquiry, **kwargs) -> None:
        super().__init__(*args, initial={"assigned_to": enquiry.assigned_to_id}, **kwargs)
        self.fields["assigned_to"].queryset = handlers()


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("A note for the other organisers"),
        strip=False,
        error_messages={"required": _("Please write the note first.")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean_text(self) -> str:
        try:
            text = texts.prose(self.cleaned_data["text"], NOTE_LIMIT)
        except texts.Refused as refused:
            raise ValidationError(_(refused.message), code=refused.code, params=refused.params) from refused
        if not text:
            raise ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text


class BulkForm(forms.Form):
    """An act on those that are ticked, or on all that were on the screen."""

    RELEASE, QUARANTINE, DELETE = "release", "quarantine", "delete"

    act = forms.ChoiceField(choices=[(name, name) for name in (RELEASE, QUARANTINE, DELETE)])
    which = forms.ChoiceField(choices=[("ticked", "ticked"), ("shown", "shown")], required=False)
    sure = forms.BooleanField(required=False)

    def __init__(self, data, *args, **kwargs) -> None:
        super().__init__(data, *args, **kwargs)
        self.ids: list[int] = []

    def clean(self) -> dict:
        cleaned = super().clean()
        posted = self.data.getlist("shown" if cleaned.get("which") == "shown" else "ticked")
        if len(posted) > _MOST_AT_ONCE or not all(each.isdecimal() and len(each) < 19 for each in posted):
            raise ValidationError("These can't be read.")
        self.ids = [int(each) for each in posted]
        return cleaned
