"""Taking what a form brought: it is always kept, and whoever sent it is always answered the same."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from enquiries import checks, texts
from enquiries.checks import Suspicion
from enquiries.models import Enquiry, EnquiryNotice
from enquiries.models.page import EnquiryFormPage
from enquiries.permissions import handlers
from enquiries.questions import PROSE
from enquiries.states import State
from outbox import services as outbox
from signatures.addresses import Address
from vault.hashes import fingerprint, mailbox_key

ANSWER_MAIL = "enquiries.answer"
NOTICE_MAIL = "enquiries.notice"


@transaction.atomic
def receive(page: EnquiryFormPage, name: str, address: Address, values: Mapping[str, str]) -> None:
    """Keep an enquiry, tell the organisers, and acknowledge it; or keep it in quarantine and do neither.

    Returns nothing on purpose: a sender of spam must not learn what became of it.
    """
    now = timezone.now()
    enquiry = Enquiry(
        kind=page.kind,
        page_id=page.pk,
        retention_months=page.retention_months,
        name=name,
        email=address.normal,
        mailbox_key=mailbox_key(address.canonical),
        received_at=now,
    )
    enquiry.set_values(values)
    enquiry.text_key = _text_key(enquiry.prose)
    enquiry.suspicion = _suspicion(enquiry)
    if enquiry.suspicion:
        enquiry.state = State.QUARANTINED
    enquiry.save(force_insert=True)
    if not enquiry.suspicion:
        tell_organisers(enquiry, page)
        acknowledge(enquiry)


def tell_organisers(enquiry: Enquiry, page: EnquiryFormPage) -> None:
    """Queue a copy for everybody who is to be told."""
    addresses = page.notified_addresses or list(handlers().values_list("email", flat=True))
    for address in addresses:
        notice = EnquiryNotice.objects.create(enquiry=enquiry, address=address)
        outbox.queue(NOTICE_MAIL, notice.pk)


def acknowledge(enquiry: Enquiry) -> None:
    """Queue the auto-answer, once. The limits of the mailbox hold: anybody can type anybody's address."""
    if enquiry.acknowledged_at:
        return
    enquiry.acknowledged_at = timezone.now()
    enquiry.save(update_fields=["acknowledged_at"])
    outbox.queue(ANSWER_MAIL, enquiry.pk, mailbox=enquiry.mailbox_key, limited=True)


def take_acknowledgement_back(enquiry: Enquiry) -> None:
    """Remove an auto-answer that has not left yet."""
    if enquiry.acknowledged_at and outbox.take_back(ANSWER_MAIL, enquiry.pk):
        enquiry.acknowledged_at = None
        enquiry.save(update_fields=["acknowledged_at"])


def _text_key(prose: str) -> str:
    folded = texts.folded(prose)
    return fingerprint(folded, "enquiry-text") if len(folded) >= checks.SHORTEST_TEXT else ""


def _suspicion(enquiry: Enquiry) -> str:
    lines = [enquiry.name, *(value for name, value in enquiry.values.items() if name != PROSE[enquiry.kind])]
    if checks.links_too_much(lines, enquiry.prose):
        return Suspicion.LINKS
    return checks.too_often(
        Enquiry.objects.all(),
        page_id=enquiry.page_id,
        mailbox_key=enquiry.mailbox_key,
        text_key=enquiry.text_key,
        now=enquiry.received_at,
    )
