"""How acts at the desk read in Wagtail's history. Wagtail keeps it for ever, so it holds states and no names."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry

from signatures.models import Signature

SEE_ADDRESS = "signatures.see_address"

ACTIONS = {
    "signatures.publish": (_("Publish a signature"), _("Published the signature")),
    "signatures.reject": (_("Reject a signature"), _("Rejected the signature")),
    "signatures.hold": (_("Set a signature aside"), _("Set the signature aside")),
    "signatures.undo": (_("Undo a decision"), _("Took a decision about the signature back")),
    "signatures.correction_publish": (_("Publish a correction"), _("Published the signer's correction")),
    "signatures.correction_decline": (
        _("Keep the old text"),
        _("Kept the text that its signer had corrected"),
    ),
    "signatures.correction_undo": (_("Undo about a correction"), _("Made the signer's correction wait again")),
    "signatures.resend": (_("Send a confirming mail again"), _("Asked for the confirming mail to be sent again")),
    "signatures.fix": (_("Correct a text"), _("Corrected the name or the roles")),
    "signatures.bulk_review": (_("Review signatures in bulk"), _("Began a bulk review")),
    "signatures.undo_act": (_("Undo a bulk review"), _("Took a bulk review back")),
    SEE_ADDRESS: (_("See an address"), _("Looked at the signer's address")),
}


def register(actions) -> None:
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


def looks_at_address(signature: Signature) -> list[ModelLogEntry]:
    """Who looked at the address behind `signature`, the latest first."""
    entries = log_registry.get_logs_for_instance(signature).filter(action=SEE_ADDRESS)
    return list(entries.select_related("user").order_by("-timestamp"))
