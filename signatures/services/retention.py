"""What nobody needs any more goes: the periods that the privacy page names, and the only code that keeps them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from signatures.models import Signature, Supporter
from signatures.states import State

UNCONFIRMED_KEPT = timedelta(days=7)
REJECTED_KEPT = timedelta(days=30)
AT_ONCE = 500


@dataclass(frozen=True)
class Purged:
    """How many signatures went, or would go."""

    unconfirmed: int
    rejected: int


def purge(now: datetime, *, dry_run: bool = False) -> Purged:
    """Delete unconfirmed signatures after 7 days and rejected ones after 30, each with a supporter left without any.

    A suppressed mailbox keeps its keyed hash, so that "never mail me" goes on working.
    """
    unconfirmed = Signature.objects.unconfirmed().filter(created_at__lt=now - UNCONFIRMED_KEPT)
    rejected = Signature.objects.filter(state=State.REJECTED, decided_at__lt=now - REJECTED_KEPT)
    if dry_run:
        return Purged(unconfirmed.count(), rejected.count())
    return Purged(_delete(unconfirmed), _delete(rejected))


def _delete(old: QuerySet[Signature]) -> int:
    gone = 0
    while portion := list(old.order_by("pk").values_list("pk", "supporter_id")[:AT_ONCE]):
        with transaction.atomic():
            # The supporter first, as everywhere: somebody may be signing again at this moment.
            people = [supporter for _, supporter in portion if supporter]
            list(Supporter.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
            still_old = old.filter(pk__in=[signature for signature, _ in portion])
            gone += still_old.count()
            still_old.delete()
            Supporter.objects.filter(pk__in=people, signatures__isnull=True, suppressed_at__isnull=True).delete()
    return gone
