"""What nobody needs any more goes: the periods that the privacy page names, and the only code that keeps them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from personal_data import retention
from personal_data.retention import Period, Purged, Rule, kept, kept_in_words
from signatures.models import BulkReview, Consent, Decision, Purpose, Signature, Supporter
from signatures.services import codes
from signatures.states import State

AT_ONCE = 500


def register() -> None:
    """Tell the site's purge and the privacy page."""
    retention.register(Rule("signatures", periods, purge_in_portions))


def periods() -> Iterable[Period]:
    yield Period(_("A signature that you do not confirm"), kept_in_words("unconfirmed"))
    yield Period(_("A signature that we decided not to publish"), kept_in_words("rejected"))
    yield Period(
        _("A signature that stands, with what you agreed to"),
        _("until you withdraw or erase it, or until the campaign ends"),
    )
    yield Period(
        _("A signature that you withdrew, with the record that you agreed and took it back; nothing of it is public"),
        kept_in_words("withdrawn"),
    )
    yield Period(
        _("A scrambled mark of the network that a form came from, by which floods are found"),
        kept_in_words("network_hash"),
    )
    yield Period(
        _("Words that organisers looked for while they cleared a flood of false signatures"), kept_in_words("rejected")
    )
    yield Period(
        _("If you tell us never to write again: a scrambled mark of your address, from which nobody can read it"),
        _("for good, so that we can obey you"),
    )


def purge(now: datetime, *, dry_run: bool = False) -> list[Purged]:
    """Delete everything whose time is over, and say how much of what kind went, or in a dry run would go."""
    return retention.added_up(purge_in_portions(now, dry_run))


def purge_in_portions(now: datetime, dry_run: bool) -> Iterator[Purged]:
    """Delete signatures whose time is over, each with a supporter of whom nothing else is left.

    The hash of the network that a form came from goes by itself, whatever becomes of the signature. A suppressed
    mailbox keeps its keyed hash, so that "never mail me" goes on working; and who still wants to be kept in touch
    stays, because that is a consent of its own.
    """
    for what, old, delete_some in _overdue(now):
        if dry_run:
            yield Purged(what, old.count())
        else:
            yield from retention.portions(what, lambda old=old, delete_some=delete_some: delete_some(old))


def _overdue(now: datetime) -> Iterator[tuple[str, QuerySet, Callable[[QuerySet], int]]]:
    """Of each kind: what is older than its period, and how a portion of it goes."""
    unconfirmed = Signature.objects.unconfirmed().filter(created_at__lt=now - kept("unconfirmed"))
    rejected = Signature.objects.filter(state=State.REJECTED, decided_at__lt=now - kept("rejected"))
    of_late = Decision.objects.filter(
        signature=OuterRef("pk"), to_state=State.WITHDRAWN, made_at__gte=now - kept("withdrawn")
    )
    withdrawn = Signature.objects.filter(~Exists(of_late), state=State.WITHDRAWN)
    hashed = Signature.objects.exclude(network_hash="").filter(created_at__lt=now - kept("network_hash"))
    reviews = BulkReview.objects.filter(act__made_at__lt=now - kept("rejected")).exclude(name_pattern="", network="")
    yield "unconfirmed signatures", unconfirmed, _delete
    yield "rejected signatures", rejected, _delete
    yield "withdrawn signatures", withdrawn, _delete
    yield "mailboxes without signature or consent", _no_longer_kept_in_touch(now), _delete_supporters
    yield "mailboxes that only asked for their link", _only_asked(now), _delete_supporters
    yield "hashes of networks", hashed, _forget_networks
    yield "descriptions of bulk reviews", reviews, _forget_words
    yield "counts of typed codes", codes.old_tries(now), _delete_rows


def _still_kept_in_touch() -> Exists:
    active = Consent.objects.active().filter(purpose=Purpose.KEEP_IN_TOUCH)
    return Exists(active.filter(supporter=OuterRef("pk")))


def _no_longer_kept_in_touch(now: datetime) -> QuerySet[Supporter]:
    """Those without a signature whose last consent was taken back as long ago as a withdrawn signature is kept."""
    took_back = Consent.objects.filter(
        purpose=Purpose.KEEP_IN_TOUCH, withdrawn_at__lt=now - kept("withdrawn"), supporter__signatures__isnull=True
    )
    of_late = Consent.objects.filter(supporter=OuterRef("pk"), withdrawn_at__gte=now - kept("withdrawn"))
    people = Supporter.objects.filter(pk__in=took_back.values("supporter"), suppressed_at__isnull=True)
    return people.filter(~_still_kept_in_touch(), ~Exists(of_late), signatures__isnull=True)


def _only_asked(now: datetime) -> QuerySet[Supporter]:
    """Those who asked what we hold of them, which was nothing."""
    asked = Supporter.objects.filter(created_at__lt=now - kept("unconfirmed"), suppressed_at__isnull=True)
    return asked.filter(signatures__isnull=True, consents__isnull=True)


def _some(rows: QuerySet) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _forget_networks(hashed: QuerySet[Signature]) -> int:
    portion = list(hashed.values_list("pk", flat=True)[:AT_ONCE])  # in any order: sorting would read them all
    return hashed.filter(pk__in=portion).update(network_hash="") if portion else 0


def _forget_words(old: QuerySet[BulkReview]) -> int:
    """Of what a bulk review looked for, the words may be somebody's name, and the network is forgotten as elsewhere."""
    return BulkReview.objects.filter(pk__in=_some(old)).update(name_pattern="", network="")


def _delete_rows(old: QuerySet) -> int:
    return old.model.objects.filter(pk__in=_some(old)).delete()[0]


def _delete(old: QuerySet[Signature]) -> int:
    portion = list(old.order_by("pk").values_list("pk", "supporter_id")[:AT_ONCE])
    if not portion:
        return 0
    with transaction.atomic():
        # The supporter first, as everywhere: somebody may be signing again at this moment.
        people = [supporter for _, supporter in portion if supporter]
        _lock(people)
        still_old = old.filter(pk__in=[signature for signature, _ in portion])
        gone = still_old.count()
        still_old.delete()
        left = Supporter.objects.filter(pk__in=people, signatures__isnull=True, suppressed_at__isnull=True)
        left.filter(~_still_kept_in_touch()).delete()
    return gone


def _delete_supporters(left: QuerySet[Supporter]) -> int:
    portion = _some(left)
    if not portion:
        return 0
    with transaction.atomic():
        _lock(portion)
        still_left = list(left.filter(pk__in=portion).values_list("pk", flat=True))
        Supporter.objects.filter(pk__in=still_left).delete()
    return len(still_left)


def _lock(people: list[int]) -> None:
    list(Supporter.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
