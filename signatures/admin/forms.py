"""What the queue posts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from signatures.admin.queue import SHOWN_STATES
from signatures.models import Reason
from signatures.states import State

DECISIONS = {"publish": State.PUBLISHED, "reject": State.REJECTED, "hold": State.HELD, "waiting": State.WAITING}


class DecisionForm(forms.Form):
    """One decision about one signature, and the state in which it was on the screen."""

    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])
    seen = forms.ChoiceField(choices=[(name, name) for name in SHOWN_STATES], required=False)
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Reason, if you reject or set aside")), *Reason.choices], required=False
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    @property
    def to_state(self) -> State:
        return DECISIONS[self.cleaned_data["decision"]]

    @property
    def seen_state(self) -> State:
        return SHOWN_STATES[self.cleaned_data["seen"] or "waiting"]
