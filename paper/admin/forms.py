"""What an organiser fills in to have sheets made."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from paper.models import SheetBatch
from signatures.models import StatementPage


class OrderForm(forms.ModelForm):
    """The statement is chosen by its page; its version is that of the moment."""

    statement = forms.ModelChoiceField(queryset=StatementPage.objects.none(), label=_("Statement"), empty_label=None)

    class Meta:
        model = SheetBatch
        fields = ("event", "held_on", "number", "two_sided")
        widgets = {"held_on": AdminDateInput}

    field_order = ("statement", "event", "held_on", "number", "two_sided")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].queryset = StatementPage.objects.live().order_by("title")

    def clean_event(self) -> str:
        event = " ".join(self.cleaned_data["event"].split())
        if not event:
            raise forms.ValidationError(_("Say for which event."))
        return event

    def clean_statement(self) -> StatementPage:
        statement = self.cleaned_data["statement"]
        if statement.version is None:
            raise forms.ValidationError(_("This statement was never published, so nobody can sign it yet."))
        return statement
