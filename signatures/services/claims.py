"""Dealing cards: each moderator takes the next twenty waiting signatures, and no card is in two hands.

What keeps them apart is a unique index; that takers pass over each other's locked rows only saves them time.
"""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from signatures.models import Claim, Signature
from signatures.models.claim import ClaimQuerySet
from signatures.models.signature import Order, SignatureQuerySet
from signatures.states import MODERATE

HAND = 20
IDLE = timedelta(minutes=10)
TRIES = 3  # another taker may be quicker at some rows


def in_hand(holder, now: datetime | None = None) -> SignatureQuerySet:
    """The waiting signatures that somebody holds, the oldest first."""
    held = Claim.objects.of(holder).live(now or timezone.now()).filter(skipped=False)
    return Signature.objects.waiting().filter(pk__in=held.values("signature")).oldest_first()


def take(holder, *, statement_id: int | None = None, flagged: bool | None = None, order: Order = Order.OLDEST) -> int:
    """Fill a hand with the waiting signatures that nobody holds and that come first in `order`; returns how many are
    in it then.

    `flagged` narrows it to those with a reason to look twice, or to those without. What its holder skipped lately is
    left out. Raises: PermissionDenied.
    """
    _demand(holder)
    now = timezone.now()
    _forget_old(now)
    _stay(holder, now)
    number = in_hand(holder, now).count()
    for _try in range(TRIES):
        wanted = _free(holder, now, statement_id, flagged).in_order(order)
        if number >= HAND or not _deal(holder, now, wanted, HAND - number):
            break
        number = in_hand(holder, now).count()
    return number


def _free(holder, now: datetime, statement_id: int | None, flagged: bool | None) -> SignatureQuerySet:
    taken = Claim.objects.live(now).filter(Q(skipped=False) | Q(holder=holder), signature=OuterRef("pk"))
    free = Signature.objects.waiting().filter(~Exists(taken))
    if statement_id:
        free = free.filter(statement_id=statement_id)
    if flagged is None:
        return free
    return free.flagged() if flagged else free.unflagged()


@transaction.atomic
def _deal(holder, now: datetime, wanted: SignatureQuerySet, number: int) -> bool:
    """Up to `number` of the cards that are wanted; False when none is left."""
    wanted = wanted.select_for_update(of=("self",), skip_locked=True)
    dealt = sorted(wanted.values_list("pk", flat=True)[:number])
    cards = [Claim(signature_id=pk, holder=holder, until=now + IDLE) for pk in dealt]
    Claim.objects.bulk_create(cards, ignore_conflicts=True)
    return bool(dealt)


def stay(holder) -> None:
    """Its holder did something: the hand is kept for another ten minutes."""
    _stay(holder, timezone.now())


@transaction.atomic
def _stay(holder, now: datetime) -> None:
    _lock(Claim.objects.of(holder).live(now)).update(until=now + IDLE)


@transaction.atomic
def hold(holder, signature_id: int) -> bool:
    """Put one card into a hand, after an undo for instance. False: somebody else has it, or it doesn't wait.

    Raises: PermissionDenied.
    """
    _demand(holder)
    now = timezone.now()
    if not Signature.objects.waiting().select_for_update().filter(pk=signature_id).exists():
        return False
    others = Claim.objects.filter(signature=signature_id, skipped=False).exclude(holder=holder)
    if others.live(now).exists():
        return False
    others.delete()
    Claim.objects.update_or_create(
        signature_id=signature_id, holder=holder, defaults={"skipped": False, "until": now + IDLE}
    )
    return True


def skip(holder, signature_id: int) -> None:
    """Leave one card to others. Its holder isn't dealt it again before they were away, or ask for it."""
    now = timezone.now()
    mine = Claim.objects.of(holder).live(now)
    mine.filter(signature=signature_id).update(skipped=True)
    _stay(holder, now)


@transaction.atomic
def ask_for_skipped(holder) -> None:
    """What was skipped may be dealt to its holder again."""
    _lock(Claim.objects.of(holder).filter(skipped=True)).delete()


@transaction.atomic
def release(holder) -> int:
    """Put the whole hand back; returns how many cards were in it."""
    number = in_hand(holder).count()
    _lock(Claim.objects.of(holder)).delete()
    return number


@transaction.atomic
def _forget_old(now: datetime) -> None:
    _lock(Claim.objects.filter(until__lte=now)).delete()


def _lock(claims: ClaimQuerySet) -> ClaimQuerySet:
    """The same rows, locked in the order of their signatures, as acts meet them too: so nobody waits in a ring."""
    rows = claims.order_by("signature").select_for_update()
    return Claim.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))


def _demand(user) -> None:
    if not user.has_perm(MODERATE):
        raise PermissionDenied
