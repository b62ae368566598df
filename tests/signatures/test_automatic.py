"""Publishing at once what no check flags: only where a statement says so, as the site's own decision, undoable."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from outbox.models import Message
from signatures.models import AutomaticPublication, Decision, Signature, SignatureFlag, StatementPage
from signatures.services import automatic, confirming, corrections, moderation, own, transitions
from signatures.states import Mover, State
from switches import services as switches
from switches.models import Kind
from tests import builders
from tests.signatures.visitor import Visitor, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(page):
    StatementPage.objects.filter(pk=page.pk).update(publish_unflagged=True)
    page.refresh_from_db()
    return page


def confirmed(page, email=None, **fields) -> Signature:
    row = builders.signature(page, State.UNCONFIRMED, email, **fields)
    confirming.confirm(row.pk, row.details, row.version_id, row.supporter.address)
    return Signature.objects.get(pk=row.pk)


def test_it_is_off_until_organisers_turn_it_on():
    assert not StatementPage._meta.get_field("publish_unflagged").default
    other = builders.statement("other", title="Another statement")
    assert confirmed(other).state == State.WAITING


def test_what_no_check_flags_is_up_at_once(page):
    signature = confirmed(page)
    assert signature.state == State.PUBLISHED
    assert signature.published_at is not None
    shown = Visitor().get(page.wall_url)
    assert "Ada Lovelace" in words(shown)
    cache.clear()
    assert Visitor().get(f"{page.url}count.json").json() == {"count": 1}


def test_what_a_check_flags_waits_for_people(page):
    signature = confirmed(page, first_name="Fuck", last_name="Off")
    assert signature.state == State.WAITING
    assert not AutomaticPublication.objects.exists()


@pytest.mark.parametrize(
    ("state", "flagged"), [(State.WAITING, True), (State.HELD, False), (State.REJECTED, False)], ids=str
)
def test_whoever_asks_the_site_publishes_nothing_that_is_flagged_or_decided(page, state, flagged):
    row = builders.signature(page, state)
    Signature.objects.filter(pk=row.pk).update(flagged=flagged)
    with transaction.atomic():
        assert automatic.publish(transitions.lock(row.pk)) is None
    assert Signature.objects.get(pk=row.pk).state == state


def test_the_decision_is_the_sites_and_nobody_elses(page):
    signature = confirmed(page)
    confirming_, publishing = signature.decisions.order_by("pk")
    assert (confirming_.by_signer, confirming_.by_site) == (True, False)
    assert (publishing.by_signer, publishing.by_site, publishing.made_by) == (False, True, None)
    assert (publishing.from_state, publishing.to_state) == (State.WAITING, State.PUBLISHED)
    assert "site" in publishing.maker


def test_the_mail_that_it_is_up_waits_ten_minutes_as_usual(page):
    signature = confirmed(page)
    message = Message.objects.get(kind=transitions.PUBLISHED_MAIL, subject_id=signature.pk)
    assert abs(message.due_at - signature.published_at - timedelta(minutes=10)) < timedelta(seconds=5)


def test_people_undo_it_and_the_mail_with_it(page):
    signature = confirmed(page)
    moderation.undo(signature.decisions.get(by_site=True).pk, by=builders.organiser())
    signature.refresh_from_db()
    assert signature.state == State.WAITING
    assert not Message.objects.filter(kind=transitions.PUBLISHED_MAIL, subject_id=signature.pk).exists()
    assert "Ada Lovelace" not in words(Visitor().get(page.wall_url))


def test_people_reject_it_like_any_other(page):
    signature = confirmed(page)
    moderation.decide(signature.pk, State.REJECTED, by=builders.organiser(), seen=State.PUBLISHED)
    signature.refresh_from_db()
    assert signature.state == State.REJECTED


def test_signing_again_after_withdrawing_is_looked_at_anew(page):
    signature = confirmed(page, email="ada@example.org")
    own.withdraw(signature.pk)
    with transaction.atomic():
        row = transitions.lock(signature.pk)
        transitions.move(row, State.UNCONFIRMED)
    details = builders.details(first_name="Fuck", last_name="Off")
    confirming.confirm(row.pk, details, row.version_id, "ada@example.org")
    row.refresh_from_db()
    assert row.state == State.WAITING


def test_a_signers_correction_is_never_published_by_the_site(page):
    signature = confirmed(page)
    corrections.correct(signature.pk, builders.details(first_name="Grace"), hide=True)
    signature.refresh_from_db()
    assert signature.state == State.WAITING
    with transaction.atomic():
        row = transitions.lock(signature.pk)
    assert row.state == State.WAITING


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (State.UNCONFIRMED, State.WAITING),
        (State.WAITING, State.REJECTED),
        (State.PUBLISHED, State.REJECTED),
        (State.HELD, State.PUBLISHED),
        (State.REJECTED, State.PUBLISHED),
        (State.PUBLISHED, State.WITHDRAWN),
    ],
)
def test_the_site_makes_no_other_move(page, old, new):
    signature = builders.signature(page, old)
    with pytest.raises(PermissionDenied), transaction.atomic():
        transitions.move(transitions.lock(signature.pk), new, by=Mover.SITE)
    signature.refresh_from_db()
    assert signature.state == old


def test_a_crowd_that_is_noticed_later_flags_what_is_up_and_takes_nothing_down(page):
    people = [
        confirmed(page, f"{name.lower()}@{name.lower()}.example", first_name=name, network_hash="a" * 32)
        for name in ("Ada", "Grace", "Rosa", "Nawal", "Olive", "Sylvia")
    ]
    assert [person.state for person in people] == [State.PUBLISHED] * 5 + [State.WAITING]
    assert SignatureFlag.objects.filter(name="network").count() == 6
    assert Signature.objects.published().count() == 5
    assert automatic.flagged_since().count() == 5


def test_while_everything_new_is_held_nothing_is_published_by_the_site(page):
    organiser = builders.organiser()
    switch = switches.turn_on(Kind.HOLD, by=organiser, reason="A flood")
    assert confirmed(page).state == State.HELD
    assert not AutomaticPublication.objects.exists()
    switches.turn_off(switch.pk, by=organiser)
    assert confirmed(page, first_name="Grace").state == State.PUBLISHED


# --- The sample -----------------------------------------------------------------------------------------------


def published(page, number: int, day) -> list[AutomaticPublication]:
    """So many published by the site on a day: copies of one, since each on the usual way costs two dozen queries."""
    first = confirmed(page, first_name="Ada")
    kept = {f.attname: getattr(first, f.attname) for f in first._meta.concrete_fields if f.attname != "id"}
    rows = Signature.objects.bulk_create(
        Signature(**kept | {"supporter_id": None, "source": "paper"}) for _ in range(number - 1)
    )
    decision = first.decisions.get(by_site=True)
    decided = {f.attname: getattr(decision, f.attname) for f in decision._meta.concrete_fields if f.attname != "id"}
    decisions = Decision.objects.bulk_create(Decision(**decided | {"signature_id": row.pk}) for row in rows)
    AutomaticPublication.objects.filter(decision=decision).update(day=day)
    AutomaticPublication.objects.bulk_create(
        AutomaticPublication(decision=row, day=day, lot=place * 7919 % 10_007) for place, row in enumerate(decisions)
    )
    return list(AutomaticPublication.objects.filter(day=day))


@pytest.mark.parametrize(("number", "drawn"), [(1, 1), (19, 19), (20, 20), (300, 20), (1_000, 50), (5_000, 200)])
def test_the_sample_is_one_in_twenty_but_at_least_twenty_and_at_most_two_hundred(page, number, drawn):
    day = timezone.localdate() - timedelta(days=1)
    published(page, number, day)
    assert len(automatic.sample(day)) == drawn
    assert automatic.figures(day) == automatic.SampleFigures(number, drawn, drawn)


def test_the_sample_of_a_day_stays_the_same_and_is_drawn_by_lot(page):
    day = timezone.localdate() - timedelta(days=1)
    everything = published(page, 300, day)
    drawn = [row.pk for row in automatic.sample(day)]
    assert drawn == [row.pk for row in automatic.sample(day)]
    assert drawn != sorted(row.pk for row in everything)[:20]


def test_lots_differ_from_one_signature_to_the_next(page):
    for number in range(5):
        confirmed(page, f"p{number}@p{number}.example", first_name=f"Ada{'abcde'[number]}")
    assert AutomaticPublication.objects.values("lot").distinct().count() == 5


def test_whoever_looked_first_stays_noted_and_only_they_take_it_back(page):
    day = timezone.localdate()
    confirmed(page)
    ann, bob = builders.user("moderator"), builders.user("moderator")
    numbers = [row.pk for row in automatic.sample(day)]
    assert automatic.look_at(numbers, by=ann) == 1
    assert automatic.look_at(numbers, by=bob) == 0
    assert automatic.figures(day).to_look_at == 0
    assert automatic.take_look_back(numbers, by=bob) == 0
    assert automatic.take_look_back(numbers, by=ann) == 1
    assert automatic.figures(day).to_look_at == 1


def test_a_sampled_row_goes_with_its_signature(page):
    confirmed(page).delete()
    assert not AutomaticPublication.objects.exists()
