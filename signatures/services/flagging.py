"""Asking the checks about signatures, and keeping what they say. The only writer of flags."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import blake2b

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from signatures import checks
from signatures.checks import Facts, Found, WordLists
from signatures.checks.crowds import (
    ABOUT_SEVERAL,
    CROWDS,
    MAIL_DOMAIN,
    NETWORK,
    PUBLIC_PROVIDERS,
    TWIN,
    Crowd,
    in_crowds,
)
from signatures.models import Signature, SignatureFlag, StatementPage, Supporter
from signatures.services import word_lists
from signatures.states import CONFIRMED, TO_DECIDE

NEIGHBOURS = 200  # the most signatures that are looked at beside one
AT_ONCE = 500


def look(signature: Signature) -> bool:
    """Ask every check about a locked, confirmed signature, and about others with it; True when any has a reason.

    To be called in the transaction that changed its names or roles; `look_on_arrival` in the one that confirms it.
    """
    return _look(signature, {})


def look_on_arrival(signature: Signature) -> bool:
    """`look`, in the transaction that confirms a signature: of two who arrive at the same moment one sees the other.

    Neither could before both are committed, so those who may make up one crowd take turns until the end of their
    transactions. Beside a crowd that is large enough already nobody waits: whoever joins it sees it.
    """
    if connection.vendor != "postgresql":  # SQLite's transactions take turns anyway
        return look(signature)
    crowds = {NETWORK: _network(signature), MAIL_DOMAIN: _domain(signature)}
    large = {name: others for name, others in crowds.items() if signature.pk in others}
    _take_turns(_in_common(signature, besides=large))
    return _look(signature, large)


def _look(signature: Signature, large: Mapping[str, set[int]]) -> bool:
    found = _alone(signature, word_lists.current())
    for name, ask in ((TWIN, _twins), (NETWORK, _network), (MAIL_DOMAIN, _domain)):
        others = large[name] if name in large else ask(signature)
        if signature.pk in others:
            found.append(Found(name))
        _flag_others(name, others - {signature.pk})
    _replace(signature, found)
    return signature.flagged


def look_again(numbers: Iterable[int]) -> int:
    """Ask the checks that need a signature alone once more, as after a change of the lists.

    Returns how many were flagged before and aren't now, or the other way round. Rows that somebody else has locked
    at this moment are left as they are.
    """
    lists = word_lists.current()
    changed = 0
    numbers = list(numbers)
    for start in range(0, len(numbers), AT_ONCE):
        with transaction.atomic():
            rows = Signature.objects.filter(pk__in=numbers[start : start + AT_ONCE]).order_by("pk")
            rows = rows.select_for_update(of=("self",), skip_locked=True).select_related("supporter")
            for signature in rows.defer("address_typed", "supporter__address").prefetch_related("flags"):
                before = signature.flagged
                _replace(signature, _alone(signature, lists))
                changed += signature.flagged != before
    return changed


def look_at_new(statement: StatementPage, new: Iterable[Signature]) -> None:
    """Ask about many new signatures of one statement at once, in four statements, as when they are brought in.

    Of those that somebody has to decide about: the checks of the signature alone, and namesakes, older ones too.
    """
    lists, now = word_lists.current(), timezone.now()
    new = [signature for signature in new if signature.confirmed_at]
    to_decide = [signature for signature in new if signature.state in TO_DECIDE]
    flags = [
        SignatureFlag(signature=signature, name=found.name, detail=found.detail[:80], found_at=now)
        for signature in to_decide
        for found in _alone(signature, lists)
    ]
    named = Signature.objects.for_statement(statement).filter(confirmed_at__isnull=False)
    named = named.filter(name_key__in={signature.name_key for signature in new})
    shared = named.filter(state__in=sorted(CONFIRMED)).order_by().values("name_key").annotate(number=Count("pk"))
    namesakes = named.filter(state__in=sorted(TO_DECIDE), name_key__in=shared.filter(number__gt=1).values("name_key"))
    known = SignatureFlag.objects.filter(name=TWIN, signature=OuterRef("pk"))
    twins = namesakes.filter(~Exists(known)).values_list("pk", flat=True)
    flags += [SignatureFlag(signature_id=number, name=TWIN, found_at=now) for number in twins]
    SignatureFlag.objects.bulk_create(flags)
    flagged = {flag.signature_id for flag in flags}
    Signature.objects.filter(pk__in=flagged, flagged=False).update(flagged=True)


def _alone(signature: Signature, lists: WordLists) -> list[Found]:
    facts = Facts(signature.first_name, signature.last_name, signature.roles, signature.domain)
    return checks.look(facts, lists)


def _replace(signature: Signature, found: list[Found]) -> None:
    """Keep `found` as what the checks of the signature alone say now; what was said of a crowd stays said."""
    known = {flag.name: flag for flag in signature.flags.all()}
    names = {each.name for each in found}
    outdated = [flag.pk for name, flag in known.items() if name not in names and name not in ABOUT_SEVERAL]
    if outdated:
        SignatureFlag.objects.filter(pk__in=outdated).delete()
    new = [each for each in found if each.name not in known]
    if new:
        SignatureFlag.objects.bulk_create(
            SignatureFlag(signature=signature, name=each.name, detail=each.detail[:80]) for each in new
        )
    flagged = len(known) - len(outdated) + len(new) > 0
    if flagged != signature.flagged:
        signature.flagged = flagged
        signature.save(update_fields=["flagged"])


def _flag_others(name: str, numbers: set[int]) -> None:
    """Flag signatures that a later one has made remarkable. Those locked by somebody now wait for the next one."""
    if not numbers:
        return
    numbers -= set(
        SignatureFlag.objects.filter(name=name, signature__in=numbers).values_list("signature_id", flat=True)
    )
    free = Signature.objects.filter(pk__in=numbers).order_by("pk").select_for_update(skip_locked=True)
    numbers = list(free.values_list("pk", flat=True)) if numbers else []
    if numbers:
        rows = [SignatureFlag(signature_id=number, name=name) for number in numbers]
        SignatureFlag.objects.bulk_create(rows, ignore_conflicts=True)
        Signature.objects.filter(pk__in=numbers, flagged=False).update(flagged=True)


def _in_common(signature: Signature, *, besides: Collection[str]) -> list[str]:
    """What it may have in common with others who arrive just now."""
    common = {TWIN: signature.name_key, NETWORK: signature.network_hash, MAIL_DOMAIN: signature.domain}
    if signature.domain in PUBLIC_PROVIDERS:
        del common[MAIL_DOMAIN]
    return [
        f"{signature.statement_id} {name} {value}" for name, value in common.items() if value and name not in besides
    ]


def _take_turns(common: Iterable[str]) -> None:
    """Wait for every transaction that holds one of these, in an order that is everybody's."""
    keys = sorted(int.from_bytes(blake2b(each.encode(), digest_size=8).digest(), signed=True) for each in common)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key", [keys])


def _twins(signature: Signature) -> set[int]:
    """This signature and those of the same name that still wait, if there is another; else nobody."""
    same = Signature.objects.filter(statement_id=signature.statement_id, name_key=signature.name_key)
    same = same.filter(confirmed_at__isnull=False, state__in=sorted(CONFIRMED))
    others = list(same.exclude(pk=signature.pk).order_by("-pk").values_list("pk", "state")[:NEIGHBOURS])
    if not others:
        return set()
    return {signature.pk, *(number for number, state in others if state in TO_DECIDE)}


def _network(signature: Signature) -> set[int]:
    if not signature.network_hash:
        return set()
    near = Signature.objects.from_network(signature.network_hash)
    return _crowd(signature, near, CROWDS[NETWORK])


def _domain(signature: Signature) -> set[int]:
    """Only mailboxes first seen in that time count: people who have long been with us are no flood."""
    domain = signature.domain
    if not domain or domain in PUBLIC_PROVIDERS:
        return set()
    crowd = CROWDS[MAIL_DOMAIN]
    new = Supporter.objects.filter(domain=domain, created_at__range=_around(signature.created_at, crowd))
    near = Signature.objects.filter(supporter__in=new.order_by("-created_at").values("pk")[: NEIGHBOURS * 2])
    return _crowd(signature, near, crowd)


def _crowd(signature: Signature, near: QuerySet[Signature], crowd: Crowd) -> set[int]:
    """Who of `near` forms a crowd; this signature is part of it too when there are more than could be looked at."""
    near = near.filter(statement_id=signature.statement_id, confirmed_at__isnull=False)
    near = near.filter(created_at__range=_around(signature.created_at, crowd))
    times = dict(near.order_by("-created_at").values_list("pk", "created_at")[:NEIGHBOURS])
    if len(times) == NEIGHBOURS:
        return {signature.pk, *times}
    return in_crowds((times | {signature.pk: signature.created_at}).items(), crowd)


def _around(moment: datetime, crowd: Crowd) -> tuple[datetime, datetime]:
    return moment - crowd.within, moment + crowd.within
