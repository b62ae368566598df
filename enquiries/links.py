"""The private link in our auto-answers. Nothing is stored for it, and it outlives the enquiry it came with."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from enquiries.models import Enquiry
from vault.seals import BrokenSeal, seal, unseal

NOT_ME = "enquiry-not-me"  # what the seal is for: none that was made for another purpose opens here


class BadLink(Exception):
    """The link was never ours, or belongs to another purpose."""


@dataclass(frozen=True)
class NotMe:
    """Which mailbox says so (its keyed hash), and about which enquiry."""

    enquiry_id: int
    mailbox_key: str


def not_me_url(enquiry: Enquiry) -> str:
    token = seal(f"{enquiry.pk} {enquiry.mailbox_key}", NOT_ME)
    return settings.BASE_URL + reverse("enquiries:not_me", args=[token])


def read_not_me(token: str) -> NotMe:
    """Raises: BadLink."""
    try:
        enquiry_id, mailbox_key = unseal(token, NOT_ME).split(" ")
    except (BrokenSeal, UnicodeError) as error:
        raise BadLink from error
    return NotMe(int(enquiry_id), mailbox_key)
