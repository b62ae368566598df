"""The forms of "my signature": asking for the link, correcting, agreeing to mail again, erasing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from public_forms.forms import GuardedForm
from signatures.forms import AddressField, Checkbox, DetailsForm
from signatures.models import Signature, StatementVersion

FIND = "my-signature"
STAY, HIDE = "stay", "hide"


class FindForm(GuardedForm):
    """Where the link should go."""

    email = AddressField(
        label=_("Email address"),
        help_text=_("The one that you signed with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )

    field_order = ("email", "form_token", "website")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, subject=FIND, **kwargs)


class CorrectionForm(DetailsForm):
    """Names, roles and how to show them. It asks for consent where none stands, and for what stays up meanwhile."""

    keep_in_touch = None  # campaign mail is another purpose, with a form of its own
    meanwhile = forms.ChoiceField(
        label=_("Until somebody has checked the new text"),
        choices=[(STAY, _("leave the old one on the list")), (HIDE, _("take my name off the list"))],
        initial=STAY,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, signature: Signature, consented: bool, **kwargs) -> None:
        pending = signature.corrections.pending().first()
        shown = signature.details
        initial = {name: getattr(shown, name) for name in ("first_name", "last_name", "roles", "display")}
        if pending:
            initial = {name: getattr(pending, f"new_{name}") for name in initial}
        super().__init__(*args, version=signature.version, initial=initial, **kwargs)
        if consented:
            del self.fields["publish_consent"]
        if not signature.is_published:
            del self.fields["meanwhile"]

    @property
    def hide(self) -> bool:
        """After validation: whether the name leaves the list until it is checked."""
        return self.cleaned_data.get("meanwhile") == HIDE


class KeepInTouchForm(GuardedForm):
    """Agreeing to campaign mail (again), under the wording of one version."""

    keep_in_touch = forms.BooleanField(
        error_messages={"required": _("Tick the box if you want our emails.")}, widget=Checkbox
    )

    def __init__(self, *args, version: StatementVersion, **kwargs) -> None:
        super().__init__(*args, subject=f"{FIND}-mail:{version.pk}", **kwargs)
        self.fields["keep_in_touch"].label = version.keep_in_touch_wording.text

    def names(self, version: StatementVersion) -> bool:
        """After validation: whether this version's wording was the one on the screen."""
        return self.cleaned_subject == f"{FIND}-mail:{version.pk}"


class EraseForm(GuardedForm):
    """The one confirmation before everything goes."""

    never_mail = forms.BooleanField(
        label=_("And never write to this address again, whoever types it into a form"),
        help_text=_("For that we keep a scrambled mark of the address, from which nobody can read it. Nothing else."),
        required=False,
        widget=Checkbox,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, subject=f"{FIND}-erase", **kwargs)
