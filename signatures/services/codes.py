"""The short code of the confirming mail, typed on the waiting page instead of pressing the mail's button.

A code is good for the one waiting page whose form asked for the mail, from the time when that mail was written. It
is derived like the tokens of our links and stored nowhere.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from signatures import links, tokens
from signatures.addresses import Address
from signatures.models import CodeTry, Signature
from signatures.models.supporter import mailbox_key
from signatures.states import State

GOOD_FOR = timedelta(minutes=30)
TRIES = 5
PAGE_GOOD_FOR = timedelta(hours=1)  # longer than that nobody waits on the page: its address ends then
TRIES_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What became of a try: the signature whose code it was, or None; and how many tries the page has left."""

    signature: Signature | None
    tries_left: int


def new_page() -> str:
    """A random word for a waiting page, by which its codes are told from those of others: 96 bits."""
    return secrets.token_urlsafe(12)


def issue(signature: Signature) -> str:
    """The code to put into a confirming mail that is written now; "" when nobody can be waiting for one.

    From now on, and for half an hour, it can be typed. A code is never alive before it is mailed: so nobody gets more
    guesses at somebody else's than the limits of the mailbox give them mails.
    """
    now = timezone.now()
    if not signature.code_page or signature.created_at < now - PAGE_GOOD_FOR:
        return ""
    waiting = Signature.objects.unconfirmed().filter(pk=signature.pk, code_page=signature.code_page)
    if not waiting.update(code_issued_at=now):
        return ""  # somebody signed again, or confirmed, at this very moment
    return links.short_code(signature, signature.code_page)


def redeem(page: str, statement_id: int, address: Address, typed: str) -> Answer:
    """Try a code on the waiting page `page`, whose form named this statement and address.

    The same work is done, and the same written, whatever we know of the mailbox (promise 2).
    """
    tries_left = _count_try(page)
    since = timezone.now() - GOOD_FOR
    asked = Signature.objects.filter(statement_id=statement_id, supporter__mailbox_key=mailbox_key(address))
    asked = asked.filter(code_page=page, code_issued_at__gt=since).exclude(state=State.WITHDRAWN)
    found = asked.select_related("supporter").first()
    code = links.short_code(found, page) if found else tokens.short_code(0, page)
    right = tokens.same_code(typed, code)
    return Answer(found if right and tries_left is not None else None, tries_left or 0)


def is_used_up(page: str) -> bool:
    """Whether the page has had all its tries."""
    return CodeTry.objects.filter(page=page, tries__gte=TRIES).exists()


def old_tries(now: datetime) -> QuerySet[CodeTry]:
    """The counts of pages that nobody can be on any more."""
    return CodeTry.objects.filter(began_at__lt=now - TRIES_KEPT)


@transaction.atomic
def _count_try(page: str) -> int | None:
    """How many tries are left after this one; None when there was none left for it.

    One conditional UPDATE: of ten sent at once five count, and five are too many.
    """
    CodeTry.objects.bulk_create([CodeTry(page=page)], ignore_conflicts=True)
    row = CodeTry.objects.filter(page=page)
    if not row.filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        return None
    return TRIES - row.values_list("tries", flat=True).get()
