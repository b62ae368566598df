"""What is held here of a mailbox: its enquiries. What organisers noted among themselves goes with them, unshown."""

from django.utils.translation import gettext_lazy as _

from enquiries.models import Enquiry
from enquiries.questions import ASKED
from enquiries.services import receiving, retention
from outbox import services as outbox
from personal_data import registry
from personal_data.registry import Field, Holder, Mailbox, Section

NAME = "enquiries"


def register() -> None:
    registry.register(Holder(NAME, show, erase))


def show(mailbox: Mailbox) -> list[Section]:
    """Every message and request, with what was answered to each question."""
    rows = Enquiry.objects.of_mailbox(mailbox.key).order_by("received_at", "pk")
    return [Section(NAME, _("What you wrote to us"), tuple(_entry(row) for row in rows))]


def _entry(row: Enquiry) -> tuple[Field, ...]:
    values = row.values
    return (
        Field("received_at", _("received"), row.received_at),
        Field("kind", _("kind"), row.get_kind_display()),
        Field("state", _("state"), row.state_label),
        Field("name", _("name"), row.name),
        Field("email", _("email address"), row.email),
        *(Field(each.name, each.label, each.answer(values.get(each.name, ""))) for each in ASKED[row.kind]),
        Field("kept_for_months", _("kept for so many months"), row.retention_months),
    )


def erase(mailbox: Mailbox) -> dict[str, int]:
    """Every enquiry of the mailbox, with its notes, moves and mails that still wait."""
    rows = Enquiry.objects.select_for_update(of=("self",)).of_mailbox(mailbox.key).order_by("pk")
    ids = list(rows.values_list("pk", flat=True))
    mails = outbox.forget_about([receiving.ANSWER_MAIL], ids)
    return {"enquiries.Enquiry": retention.delete(ids), "enquiries.answer": mails}
