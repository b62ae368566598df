"""How acts in the inbox read in Wagtail's history. Wagtail keeps it for ever, so it holds numbers and no words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "enquiries.answer": (_("Answer an enquiry"), _("Marked the enquiry as answered")),
    "enquiries.close": (_("Close an enquiry"), _("Closed the enquiry")),
    "enquiries.reopen": (_("Reopen an enquiry"), _("Put the enquiry back among the new ones")),
    "enquiries.quarantine": (_("Put an enquiry into quarantine"), _("Put the enquiry into quarantine")),
    "enquiries.release": (_("Release an enquiry"), _("Released the enquiry from quarantine")),
    "enquiries.undo": (_("Undo a move of an enquiry"), _("Took a move of the enquiry back")),
    "enquiries.assign": (_("Assign an enquiry"), _("Changed who looks after the enquiry")),
    "enquiries.note": (_("Note on an enquiry"), _("Added a note to the enquiry")),
    "enquiries.not_me": (
        _("Deletion by the owner of the address"),
        _("Deleted: the owner of the address had not written it"),
    ),
    "enquiries.delete": (_("Delete an enquiry"), _("Deleted the enquiry")),
}


def register(actions) -> None:
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
