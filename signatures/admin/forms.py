"""What the queue and a signature's page post."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from signatures.models import Reason
from signatures.states import CONFIRMED, State, needed_for

DECISIONS = {"publish": State.PUBLISHED, "reject": State.REJECTED, "hold": State.HELD, "waiting": State.WAITING}


@dataclass(frozen=True)
class Choice:
    """One button of a decision: its value, its label, and the look that Wagtail gives such buttons."""

    name: str
    label: str | Promise
    look: str


CHOICES = (
    Choice("publish", _("Publish"), "button"),
    Choice("reject", _("Reject"), "button button-secondary no"),
    Choice("hold", _("Set aside"), "button button-secondary"),
    Choice("waiting", _("Back to waiting"), "button button-secondary"),
)


def choices_from(state: str) -> list[Choice]:
    """The decisions that staff may make about a signature in `state`; none before it is confirmed."""
    if state not in CONFIRMED:
        return []
    return [choice for choice in CHOICES if needed_for(State(state), DECISIONS[choice.name])]


class DecisionForm(forms.Form):
    """One decision about one signature, and the state in which it was on the screen."""

    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])
    seen = forms.ChoiceField(choices=[(state.value, state.value) for state in sorted(CONFIRMED)], required=False)
    reason = forms.ChoiceField(choices=[("", ""), *Reason.choices], required=False)
    note = forms.CharField(max_length=200, required=False)

    @property
    def to_state(self) -> State:
        return DECISIONS[self.cleaned_data["decision"]]

    @property
    def seen_state(self) -> State:
        return State(self.cleaned_data["seen"] or State.WAITING)
