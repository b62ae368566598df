"""The form that turns a switch on."""

from django import forms
from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from switches.models import WITH_TEXT, Kind

STATEMENT_PAGE = "signatures.StatementPage"

EFFECTS: dict[Kind, str | Promise] = {
    Kind.PAUSE: _(
        "The form gives way to your words, and whatever is sent meanwhile is refused kindly, with everything typed "
        "kept. Who has signed before can still confirm. The count and the names stay."
    ),
    Kind.HOLD: _(
        "Whoever confirms from now on is set aside instead of joining the queue or being published. Nobody is told, "
        "nobody is lost: look through them afterwards, or give them all back at once by a bulk review."
    ),
    Kind.HIDE: _(
        "The wall shows how many signed and no name, and no other page shows any. Nothing is deleted: turn it off and "
        "all are back."
    ),
    Kind.NOTICE: _("A line at the head of every public page."),
}
FIRST_WORDS: dict[Kind, str | Promise] = {
    Kind.PAUSE: _("We have paused signing for a little while. Please come back later: we would love to have your name.")
}


class SwitchForm(forms.Form):
    """Why, what visitors read where they read something, and for a pause: which statement."""

    statement = forms.ModelChoiceField(
        label=_("Where"), queryset=None, required=False, empty_label=_("Every statement")
    )
    text = forms.CharField(
        label=_("What visitors read"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For the other organisers. Please name nobody: it is kept.")
    )

    def __init__(self, *args, kind: Kind, **kwargs) -> None:
        super().__init__(*args, prefix=kind, auto_id=f"{kind}-%s", label_suffix="", **kwargs)
        self.kind = kind
        if kind == Kind.PAUSE:
            self.fields["statement"].queryset = apps.get_model(STATEMENT_PAGE).objects.only("title").order_by("title")
        else:
            del self.fields["statement"]
        if kind in WITH_TEXT:
            self.fields["text"].required = True
            self.fields["text"].initial = FIRST_WORDS.get(kind, "")
        else:
            del self.fields["text"]

    @property
    def effect(self) -> str | Promise:
        return EFFECTS[self.kind]

    @property
    def statement_id(self) -> int | None:
        """After validation."""
        statement = self.cleaned_data.get("statement")
        return statement.pk if statement else None
