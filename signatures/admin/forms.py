"""What the queue and a signature's page post."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from signatures.models import Reason
from signatures.states import CONFIRMED, State, needed_for

WRONG_REASON = _("Nothing changed: “%(reason)s” is no reason for that. Choose another, or none.")
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


def reason_groups() -> list[tuple[str, list[Reason]]]:
    """The reasons that can be chosen, grouped by what they are for. One query."""
    offered = list(Reason.objects.offered())
    groups = [(kind.label, [reason for reason in offered if reason.kind == kind]) for kind in Reason.Kind]
    return [(label, reasons) for label, reasons in groups if reasons]


class DecisionForm(forms.Form):
    """One decision about one signature, and the state in which it was on the screen."""

    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])
    seen = forms.ChoiceField(choices=[(state.value, state.value) for state in sorted(CONFIRMED)], required=False)
    seen_text = forms.CharField(max_length=16, required=False)
    reason = forms.ModelChoiceField(Reason.objects.all(), to_field_name="code", required=False)
    note = forms.CharField(max_length=200, required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        reason, decision = cleaned.get("reason"), cleaned.get("decision")
        if reason and decision and not reason.fits(DECISIONS[decision]):
            self.add_error("reason", ValidationError(WRONG_REASON, code="wrong_kind", params={"reason": reason.label}))
        return cleaned

    @property
    def wrong_reason(self) -> str:
        """After a failed validation: what to say when all that is wrong is the choice of the reason."""
        errors = self.errors.as_data()
        first = errors["reason"][0] if set(errors) == {"reason"} else None
        return first.messages[0] if first and first.code == "wrong_kind" else ""

    @property
    def given(self) -> dict:
        """After validation: what `moderation.decide` is to be asked."""
        kept = {name: self.cleaned_data[name] for name in ("seen_text", "reason", "note")}
        return {"to": self.to_state, "seen": self.seen_state, **kept}

    @property
    def to_state(self) -> State:
        return DECISIONS[self.cleaned_data["decision"]]

    @property
    def seen_state(self) -> State:
        return State(self.cleaned_data["seen"] or State.WAITING)
