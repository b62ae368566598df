"""What the queue and a signature's page post."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from signatures.admin import seen_rows
from signatures.admin.seen_rows import SeenRow
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


class ReasonedForm(forms.Form):
    """A decision with a reason that is meant for it."""

    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])
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
    def to_state(self) -> State:
        return DECISIONS[self.cleaned_data["decision"]]


class DecisionForm(ReasonedForm):
    """One decision about one signature, and the state and text in which it was on the screen."""

    seen = forms.ChoiceField(choices=[(state.value, state.value) for state in sorted(CONFIRMED)], required=False)
    seen_text = forms.CharField(max_length=16, required=False)

    @property
    def given(self) -> dict:
        """After validation: what `moderation.decide` is to be asked."""
        kept = {name: self.cleaned_data[name] for name in ("seen_text", "reason", "note")}
        return {"to": self.to_state, "seen": self.seen_state, **kept}

    @property
    def seen_state(self) -> State:
        return State(self.cleaned_data["seen"] or State.WAITING)


class TickedForm(ReasonedForm):
    """One decision about the rows that were ticked, of those that were on the screen."""

    rows = forms.CharField()
    tick = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.seen: dict[int, SeenRow] = {}

    def clean_rows(self) -> str:
        try:
            self.seen = seen_rows.read(self.user, self.cleaned_data["rows"])
        except seen_rows.TooOld as error:
            message = _("Nothing changed: this page was open for too long. Here it is anew; please tick again.")
            raise ValidationError(message, code="too_old") from error
        self.fields["tick"].choices = [(str(pk), str(pk)) for pk in self.seen]
        return self.cleaned_data["rows"]

    def clean_tick(self) -> list[int]:
        if not self.cleaned_data["tick"]:
            raise ValidationError(_("Nothing changed: tick some rows first."), code="none")
        return self.cleaned_data["tick"]

    @property
    def complaint(self) -> str:
        """After a failed validation: what an honest visitor is told. Empty for what no page of ours can send."""
        if self.wrong_reason:
            return self.wrong_reason
        codes = {error.code: error for errors in self.errors.as_data().values() for error in errors}
        honest = codes.get("too_old") or codes.get("none")
        return str(honest.message) if honest else ""

    @property
    def ticked_rows(self) -> dict[int, SeenRow]:
        """After validation: the ticked rows as they were seen."""
        return {pk: self.seen[pk] for pk in self.cleaned_data["tick"]}
