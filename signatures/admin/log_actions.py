"""How acts at the desk read in Wagtail's history. Wagtail keeps it for ever, so it holds states and no names."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "signatures.publish": (_("Publish a signature"), _("Published the signature")),
    "signatures.reject": (_("Reject a signature"), _("Rejected the signature")),
    "signatures.hold": (_("Set a signature aside"), _("Set the signature aside")),
    "signatures.undo": (_("Undo a decision"), _("Took a decision about the signature back")),
    "signatures.see_address": (_("See an address"), _("Looked at the signer's address")),
}


def register(actions) -> None:
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
