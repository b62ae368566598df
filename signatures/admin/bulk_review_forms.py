"""The description of a set, and what is to become of it."""

import re
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from signatures.admin.forms import DECISIONS, WRONG_REASON
from signatures.checks.reasons import REASONS
from signatures.described import ANY_FLAG, MOST_WILDCARDS, NO_FLAG, Described
from signatures.models import Reason, StatementPage
from signatures.models.signature import STATE_LABELS
from signatures.states import State

STATES = (State.WAITING, State.HELD, State.PUBLISHED, State.REJECTED)
MOST_DOMAINS = 500


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class StatementChoice(forms.ModelChoiceField):
    def label_from_instance(self, statement: StatementPage) -> str:
        return statement.title


class DescriptionForm(forms.Form):
    """What an organiser looks for; every field but the state may stay empty."""

    state = forms.ChoiceField(label=_("State"), choices=[(state.value, STATE_LABELS[state]) for state in STATES])
    statement = StatementChoice(
        label=_("Statement"),
        queryset=StatementPage.objects.only("title").order_by("title"),
        required=False,
        empty_label=_("All statements"),
    )
    since = forms.DateTimeField(label=_("Confirmed from"), required=False, widget=MomentInput())
    until = forms.DateTimeField(label=_("Confirmed until"), required=False, widget=MomentInput())
    domains = forms.CharField(
        label=_("Mail domains"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("One or many: spaces, commas or new lines between them."),
    )
    name_pattern = forms.CharField(
        label=_("Name or roles contain"),
        required=False,
        max_length=100,
        help_text=_("* stands for anything, ? for any one character, # for any digit. Forgotten after 30 days."),
    )
    flag = forms.ChoiceField(
        label=_("Reason to look twice"),
        required=False,
        choices=[
            ("", _("All the same")),
            (ANY_FLAG, _("any reason")),
            (NO_FLAG, _("no reason")),
            *((name, reason.label) for name, reason in REASONS.items()),
        ],
    )
    network = forms.RegexField(
        label=_("Network"), required=False, regex=r"^[0-9a-f]{1,32}$", widget=forms.HiddenInput()
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    field_order = ("state", "statement", "flag", "since", "until", "name_pattern", "domains", "network")

    def clean_domains(self) -> tuple[str, ...]:
        domains = {
            domain.lstrip("@") for domain in re.split(r"[\s,;]+", self.cleaned_data["domains"].lower()) if domain
        }
        if len(domains) > MOST_DOMAINS:
            raise forms.ValidationError(_("That is more than %(most)d domains."), params={"most": MOST_DOMAINS})
        return tuple(sorted(domains))

    def clean_name_pattern(self) -> str:
        pattern = self.cleaned_data["name_pattern"]
        if pattern.count("*") > MOST_WILDCARDS:
            raise forms.ValidationError(_("At most %(most)d times *, please."), params={"most": MOST_WILDCARDS})
        return pattern

    @property
    def described(self) -> Described:
        """After validation."""
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return Described(**given | {"state": State(given["state"])})


class ReviewForm(forms.Form):
    """What is to become of all of them, and why; and the moment whose count was on the screen."""

    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])
    reason = forms.ModelChoiceField(Reason.objects.all(), to_field_name="code", required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    seen_at = forms.CharField(max_length=40)

    def clean_seen_at(self) -> datetime:
        try:
            seen_at = datetime.fromisoformat(self.cleaned_data["seen_at"])
        except ValueError:
            seen_at = None
        if seen_at is None or timezone.is_naive(seen_at) or seen_at > timezone.now():
            raise forms.ValidationError(_("Please look at the signatures once more."))
        return seen_at

    def clean(self) -> dict:
        cleaned = super().clean()
        reason, decision = cleaned.get("reason"), cleaned.get("decision")
        if reason and decision and not reason.fits(DECISIONS[decision]):
            self.add_error("reason", forms.ValidationError(WRONG_REASON, params={"reason": reason.label}))
        elif "reason" not in self.errors and not reason and not cleaned.get("note", "").strip():
            self.add_error("reason", _("Please choose a reason or write a note: it stands with every one of them."))
        return cleaned

    @property
    def to_state(self) -> State:
        return DECISIONS[self.cleaned_data["decision"]]
