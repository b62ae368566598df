"""What the desk says after an act, the same for a page and for a script."""

from django.urls import reverse
from django.utils.translation import gettext as _

from signatures.models import Decision, Signature
from signatures.services.moderation import AlreadyDecided, TextChanged


def page_of(signature: Signature) -> str:
    """The address of a signature's own page."""
    return reverse("signatures_signature_modeladmin_inspect", args=[signature.pk])


def decided(decision: Decision) -> str:
    return f"{decision.signature.full_name}: {decision.get_to_state_display()}"


def undone(decision: Decision) -> str:
    facts = {"name": decision.signature.full_name, "state": decision.get_to_state_display()}
    return _("Undone. %(name)s: %(state)s") % facts


def gone() -> str:
    return _("Nothing changed: its signer erased this signature.")


def who_was_first(late: AlreadyDecided) -> str:
    """To whoever was second: nothing changed, and why."""
    facts = {"name": late.signature.full_name, "state": late.signature.state_label}
    if isinstance(late, TextChanged):
        text = _("Nothing changed: the text was corrected meanwhile. Now it reads %(name)s. Please look again.")
        return text % facts
    if late.decision is None or late.decision.by_signer:
        return _("Nothing changed. %(name)s is %(state)s by now.") % facts
    facts["who"] = _("the site") if late.decision.by_site else late.decision.maker
    return _("Nothing changed: %(who)s was quicker. %(name)s is %(state)s. You may undo that on its page.") % facts
