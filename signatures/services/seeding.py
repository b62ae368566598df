"""Invented signatures in all states, sources and moods, so that wall, queue and admin home can be looked at full."""

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from signatures import addresses, names
from signatures.details import Details, Display
from signatures.invented_people import InventedPerson, people, worth_a_look
from signatures.models import (
    Consent,
    Decision,
    Purpose,
    Reason,
    Signature,
    SignatureWord,
    Source,
    StatementPage,
    StatementVersion,
    Supporter,
)
from signatures.models.supporter import mailbox_key
from signatures.services import desk_words, flagging
from signatures.states import CONFIRMED, DECIDED, TO_DECIDE, State

BATCH = 1_000
SPREAD = timedelta(days=120)
WORTH_A_LOOK = 0.12  # of those that have to be decided
# What is not kept for long is younger than that, so that the purge leaves a fresh trial alone.
SPREAD_OF = {
    State.UNCONFIRMED: timedelta(days=5),
    State.WAITING: timedelta(days=5),
    State.REJECTED: timedelta(days=20),
    State.WITHDRAWN: timedelta(days=20),
}

STATES = {
    State.PUBLISHED: 78,
    State.WAITING: 10,
    State.UNCONFIRMED: 6,
    State.REJECTED: 3,
    State.WITHDRAWN: 2,
    State.HELD: 1,
}
SOURCES = {Source.ONLINE: 90, Source.PAPER: 7, Source.EVENT: 2, Source.IMPORT: 1}
DISPLAYS = {Display.FULL: 85, Display.INITIAL: 10, Display.COUNT_ONLY: 5}


def seed(statement: StatementPage, number: int, chance: random.Random | None = None) -> Iterator[int]:
    """Add `number` invented signatures to a published statement, yielding how many there are so far.

    Every call invents new people. Raises: ValueError when the statement was never published.
    """
    if statement.version is None:
        raise ValueError("Publish the statement first: people sign a published version.")
    chance = chance or random.Random()  # noqa: S311  (nothing secret hangs on it)
    invented = people(seed=chance.randrange(1_000_000_000))
    done = 0
    while done < number:
        some = list(islice(invented, min(BATCH, number - done)))
        with transaction.atomic():
            _add(statement, statement.version, some, chance)
        done += len(some)
        yield done


def _add(
    statement: StatementPage, version: StatementVersion, some: Iterable[InventedPerson], chance: random.Random
) -> None:
    rows = [_signature(statement, version, person, chance) for person in some]
    Supporter.objects.bulk_create([row.supporter for row in rows if row.supporter])
    for row in rows:
        row.supporter_id = row.supporter.pk if row.supporter else None
    Signature.objects.bulk_create(rows)
    desk_words.add(rows)
    Consent.objects.bulk_create(_consents(rows, version, chance))
    reasons = list(Reason.objects.offered()) or [None]
    Decision.objects.bulk_create(decision for row in rows for decision in _decisions(row, chance, reasons))
    SignatureWord.objects.bulk_create(
        SignatureWord(signature=row, statement=statement, word=word)
        for row in rows
        if row.is_published and row.public_name
        for word in names.words(f"{row.public_name} {row.roles}")
    )
    flagging.look_at_new(statement, rows)


def _signature(
    statement: StatementPage, version: StatementVersion, person: InventedPerson, chance: random.Random
) -> Signature:
    source = _pick(SOURCES, chance)
    state = _pick(STATES, chance)
    if source != Source.ONLINE and state == State.UNCONFIRMED:
        state = State.WAITING  # nobody confirms paper by email
    if state in TO_DECIDE and chance.random() < WORTH_A_LOOK:
        person = worth_a_look(person, chance)
    display = _pick(DISPLAYS, chance)
    row = Signature(
        statement=statement,
        version=version,
        supporter=_supporter(person) if source == Source.ONLINE else None,
        source=source,
        state=state,
        created_at=_moment(chance, state),
    )
    row.set_details(
        Details(
            first_name=person.first_name,
            last_name=person.last_name,
            roles=person.roles,
            display=display,
            publish_consent=display != Display.COUNT_ONLY,
            keep_in_touch=source == Source.ONLINE and chance.random() < 0.4,
        )
    )
    if state != State.UNCONFIRMED:
        row.confirmed_at = row.created_at + timedelta(minutes=chance.randint(1, 400))
    else:
        row.reminded_at = row.created_at  # invented people are not mailed
    if state in DECIDED:
        row.decided_at = row.confirmed_at + timedelta(minutes=chance.randint(5, 3_000))
    if state == State.PUBLISHED:
        row.published_at = row.decided_at
    return row


def _supporter(person: InventedPerson) -> Supporter:
    address = addresses.parse(person.email)
    return Supporter(mailbox_key=mailbox_key(address), address=address.normal, domain=address.domain)


def _consents(rows: list[Signature], version: StatementVersion, chance: random.Random) -> Iterator[Consent]:
    for row in rows:
        if row.confirmed_at is None:
            continue
        given = {"version": version, "channel": row.source, "given_at": row.confirmed_at}
        if row.publish_consent_ticked:
            withdrawn = row.confirmed_at if row.state == State.WITHDRAWN else None
            yield Consent(
                purpose=Purpose.PUBLISH,
                wording=version.publish_wording,
                signature=row,
                withdrawn_at=withdrawn,
                **given,
            )
        if row.keep_in_touch_ticked and row.supporter_id:
            left = row.confirmed_at + timedelta(days=1) if chance.random() < 0.05 else None
            yield Consent(
                purpose=Purpose.KEEP_IN_TOUCH,
                wording=version.keep_in_touch_wording,
                supporter=row.supporter,
                withdrawn_at=left,
                **given,
            )


def _decisions(row: Signature, chance: random.Random, reasons: list[Reason | None]) -> Iterator[Decision]:
    if row.confirmed_at is None:
        return
    yield Decision(
        signature=row,
        by_signer=True,
        from_state=State.UNCONFIRMED,
        to_state=State.WAITING,
        made_at=row.confirmed_at,
    )
    if row.state in CONFIRMED - {State.WAITING}:
        reason = chance.choice(reasons) if row.state != State.PUBLISHED else None
        yield Decision(
            signature=row,
            by_signer=False,
            from_state=State.WAITING,
            to_state=row.state,
            reason=reason,
            made_at=row.decided_at,
        )
    elif row.state == State.WITHDRAWN:
        yield Decision(
            signature=row,
            by_signer=True,
            from_state=State.WAITING,
            to_state=State.WITHDRAWN,
            made_at=row.confirmed_at + timedelta(days=2),
        )


def _moment(chance: random.Random, state: State) -> datetime:
    """A time in the last months, more often of late and in the evening; what still waits is of this week."""
    back = SPREAD_OF.get(state, SPREAD) * chance.random() ** 1.6
    still_waits = state in {State.UNCONFIRMED, State.WAITING}
    when = timezone.localtime() - back - timedelta(days=0 if still_waits else 2, hours=9)
    return when.replace(hour=min(23, int(chance.triangular(7, 23.9, 20))), minute=chance.randrange(60)) - timedelta(
        days=1
    )


def _pick(weighted: dict, chance: random.Random):
    return chance.choices(list(weighted), list(weighted.values()))[0]
