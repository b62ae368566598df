"""What the outbox holds of a mailbox: that mails went there, and the few that wait with their text."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from outbox import renderers
from outbox.models import Message
from personal_data import registry
from personal_data.registry import Field, Holder, Mailbox, Section
from vault.ciphers import Unreadable

NAME = "mails"


def register() -> None:
    registry.register(Holder(NAME, show, erase))


def show(mailbox: Mailbox) -> list[Section]:
    """The mails that public forms caused: their kind and times. No text is kept of them."""
    rows = Message.objects.filter(mailbox=mailbox.key).without_content().order_by("pk")
    entries = tuple(
        (
            Field("kind", _("kind"), renderers.name_of(row.kind)),
            Field("state", _("state"), row.get_state_display()),
            Field("asked_for_at", _("asked for"), row.created_at),
            Field("sent_at", _("sent"), row.sent_at),
        )
        for row in rows
    )
    return [Section(NAME, _("Emails to you"), entries)]


def erase(mailbox: Mailbox) -> dict[str, int]:
    """Every message of the mailbox, in whatever state, and those with a text that names one of its addresses."""
    gone = Message.objects.filter(pk__in=list(_naming(mailbox.addresses))).delete()[0]
    gone += Message.objects.filter(mailbox=mailbox.key).without_content().delete()[0]
    return {"outbox.Message": gone}


def _naming(addresses: tuple[str, ...]) -> Iterator[int]:
    """Few messages have a text: the admin's own mails, until they are sent or given up."""
    sought = [address.casefold() for address in addresses if address]
    if not sought:
        return
    for pk in Message.objects.exclude(content="").values_list("pk", flat=True):
        try:
            content = Message.objects.values_list("content", flat=True).filter(pk=pk).first() or ""
        except Unreadable:  # closed with a key that is gone: nobody can read it any more
            continue
        if any(address in content.casefold() for address in sought):
            yield pk
