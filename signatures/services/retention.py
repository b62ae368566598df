"""What nobody needs any more goes: the periods that the privacy page names, and the only code that keeps them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from signatures.models import Signature, Supporter
from signatures.states import State

UNCONFIRMED_KEPT = timedelta(days=7)
REJECTED_KEPT = timedelta(days=30)
NETWORK_HASH_KEPT = timedelta(days=28)  # promised within 30: a daily run may be late
AT_ONCE = 500


@dataclass(frozen=True)
class Purged:
    """How many signatures went, or would go; and of how many the network is forgotten."""

    unconfirmed: int
    rejected: int
    network_hashes: int


def purge(now: datetime, *, dry_run: bool = False) -> Purged:
    """Delete unconfirmed signatures after 7 days and rejected ones after 30, each with a supporter left without any.

    The hash of the network that a form came from goes after 28 days, whatever becomes of the signature.
    A suppressed mailbox keeps its keyed hash, so that "never mail me" goes on working.
    """
    unconfirmed = Signature.objects.unconfirmed().filter(created_at__lt=now - UNCONFIRMED_KEPT)
    rejected = Signature.objects.filter(state=State.REJECTED, decided_at__lt=now - REJECTED_KEPT)
    hashed = Signature.objects.exclude(network_hash="").filter(created_at__lt=now - NETWORK_HASH_KEPT)
    if dry_run:
        return Purged(unconfirmed.count(), rejected.count(), hashed.count())
    return Purged(_delete(unconfirmed), _delete(rejected), _forget_networks(hashed))


def _forget_networks(hashed: QuerySet[Signature]) -> int:
    forgotten = 0
    while portion := list(hashed.values_list("pk", flat=True)[:AT_ONCE]):
        forgotten += hashed.filter(pk__in=portion).update(network_hash="")
    return forgotten


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
