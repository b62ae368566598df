"""What the owner of a mailbox does with the link in our auto-answer."""

from django.db import transaction
from wagtail.log_actions import log

from enquiries.models import Enquiry
from enquiries.services import retention
from outbox import services as outbox


@transaction.atomic
def not_me(enquiry_id: int, mailbox_key: str) -> None:
    """The owner says that they never wrote: that enquiry goes, and no public form mails them again.

    Doing it again changes nothing, nor does it matter that the enquiry has gone meanwhile. Their other enquiries
    stay: they may have written those.
    """
    written = Enquiry.objects.select_for_update(of=("self",)).of_mailbox(mailbox_key).filter(pk=enquiry_id)
    for enquiry in written.only("pk"):
        log(instance=enquiry, action="enquiries.not_me", deleted=True)
        retention.delete([enquiry.pk])
    outbox.never_mail(mailbox_key)
