"""A bulk review: done in the background, leaves alone what changed, stays on record, and is taken back as one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from background import services as background
from background.models import State as JobState
from background.worker import Worker
from outbox.models import Message
from signatures.described import Described
from signatures.models import Act, BulkReview, Decision, Reason, Signature
from signatures.services import bulk_review, moderation, own, retention
from signatures.states import State
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return builders.statement()


@pytest.fixture
def by_hand(settings, monkeypatch):
    """Background work waits until `work()`."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


def work() -> None:
    Worker().run_until_empty()


def some(page, number: int = 3, state: State = State.WAITING, domain: str = "flood.example") -> list[Signature]:
    earlier = timezone.now() - timedelta(hours=1)
    return [
        builders.signature(page, state, f"x{page.signatures.count()}-{n}@{domain}", created_at=earlier)
        for n in range(number)
    ]


def start(to: State = State.HELD, described: Described | None = None, **given) -> BulkReview:
    given = {"by": builders.organiser(), "note": "A flood"} | given
    return bulk_review.start(described or Described(State.WAITING), timezone.now(), to, **given)


def states(rows) -> list[str]:
    found = Signature.objects.filter(pk__in=[row.pk for row in rows])
    return list(found.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize("to", [State.PUBLISHED, State.REJECTED, State.HELD])
def test_the_whole_set_is_moved_and_nothing_else(page, to):
    flood, real = some(page), some(page, domain="real.example")
    review = start(to, Described(State.WAITING, domains=("flood.example",)))
    assert states(flood) == [to] * 3
    assert states(real) == [State.WAITING] * 3
    assert bulk_review.job_of(review).result == {"moved": 3}


def test_what_is_set_aside_is_given_back_to_the_queue(page):
    held = some(page, state=State.HELD)
    start(State.WAITING, Described(State.HELD))
    assert states(held) == [State.WAITING] * 3


def test_each_decision_says_who_and_why(page):
    rows = some(page)
    reason = Reason.objects.offered().first()
    review = start(reason=reason, note="The brigade of Monday")
    decisions = Decision.objects.filter(signature__in=rows, to_state=State.HELD)
    assert {(d.made_by, d.reason, d.note, d.act) for d in decisions} == {
        (builders.organiser(), reason, "The brigade of Monday", review.act)
    }


def test_description_author_and_count_stay_on_record(page):
    some(page)
    described = Described(State.WAITING, statement=page, domains=("flood.example",), name_pattern="Ada")
    review = BulkReview.objects.get(pk=start(described=described).pk)
    assert bulk_review.described_by(review) == described
    assert (review.total, review.act.number, review.act.made_by) == (3, 3, builders.organiser())
    assert "flood.example" in review.act.description
    assert "Ada" not in review.act.description  # kept where it is forgotten in time


def test_nothing_begins_without_a_reason(page):
    with pytest.raises(ValueError, match="says why"):
        start(note=" ")


def test_nothing_begins_without_the_right(page):
    with pytest.raises(PermissionDenied):
        start(by=builders.user("moderator"))


def becomes(organiser, *roles: str) -> None:
    organiser.groups.set([builders.user(role).groups.get() for role in roles])


@pytest.mark.parametrize("left", [[], ["moderator"]], ids=["nobody", "a moderator"])
def test_who_loses_the_right_meanwhile_decides_nothing_more(page, by_hand, left):
    """A moderator may still decide one by one; clearing a flood is a right of its own."""
    rows, organiser = some(page), builders.organiser()
    review = start()
    becomes(organiser, *left)
    work()
    assert states(rows) == [State.WAITING] * 3
    assert bulk_review.job_of(review).last_error == "PermissionDenied"


@pytest.mark.parametrize("left", [[], ["moderator"]], ids=["nobody", "a moderator"])
def test_who_loses_the_right_meanwhile_takes_nothing_more_back(page, by_hand, left):
    rows, organiser = some(page), builders.organiser()
    review = start()
    work()
    bulk_review.undo(review, by=organiser)
    becomes(organiser, *left)
    work()
    assert states(rows) == [State.HELD] * 3
    assert bulk_review.undo_job_of(review).last_error == "PermissionDenied"


def test_what_somebody_else_decided_meanwhile_is_left_alone_and_counted(page, by_hand):
    published, withdrawn, undone, last = some(page, 4)
    review = start()
    other = builders.user("moderator")
    moderation.decide(published.pk, State.PUBLISHED, by=other)
    own.withdraw(withdrawn.pk)
    moderation.undo(moderation.decide(undone.pk, State.HELD, by=other).pk, by=other)

    work()

    assert states([published, withdrawn, undone, last]) == ["published", "withdrawn", "waiting", "held"]
    job = bulk_review.job_of(review)
    assert (job.state, job.done, job.total) == (JobState.DONE, 1, 4)
    assert "3 were left alone" in bulk_review.ReviewWork().outcome(job)


def test_what_is_confirmed_after_the_start_is_not_touched(page, by_hand):
    some(page)
    start()
    late = builders.signature(page)
    work()
    assert states([late]) == [State.WAITING]


def test_it_is_cancelled_between_two_portions_and_what_is_done_can_be_undone(page, by_hand, monkeypatch):
    monkeypatch.setattr(bulk_review, "PORTION", 1)
    rows, organiser = some(page), builders.organiser()
    review = start()
    job = bulk_review.job_of(review)
    portion = bulk_review.ReviewWork.portion

    def cancel_after(self, job):
        done = portion(self, job)
        background.cancel(job.pk, by=organiser)
        return done

    monkeypatch.setattr(bulk_review.ReviewWork, "portion", cancel_after)
    work()
    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.CANCELLED, 1)
    assert states(rows) == ["held", "waiting", "waiting"]

    bulk_review.undo(review, by=organiser)
    work()
    assert states(rows) == [State.WAITING] * 3


def test_undo_takes_everything_back_but_what_followed(page):
    first, *rest = some(page)
    review = start(State.PUBLISHED)
    own.withdraw(first.pk)

    job = bulk_review.undo(review, by=builders.organiser())

    job.refresh_from_db()
    assert states([first]) == [State.WITHDRAWN]
    assert states(rest) == [State.WAITING] * 2
    assert job.result == {"moved": 2, "left": 1}
    assert "1 stands" in bulk_review.UndoWork().outcome(job)


def test_undo_happens_once_and_not_while_it_runs(page, by_hand):
    some(page)
    review = start()
    with pytest.raises(bulk_review.NothingToUndo):
        bulk_review.undo(review, by=builders.organiser())
    work()
    bulk_review.undo(review, by=builders.organiser())
    with pytest.raises(bulk_review.NothingToUndo):
        bulk_review.undo(review, by=builders.organiser())
    assert Act.objects.filter(kind=Act.Kind.UNDO).count() == 1


def test_publishing_mails_each_signer_later_and_rejecting_mails_nobody(page):
    some(page)
    review = start(State.PUBLISHED)
    mails = Message.objects.filter(kind="signatures.published")
    assert mails.count() == 3
    assert all(mail.due_at > timezone.now() + timedelta(minutes=9) for mail in mails)
    bulk_review.undo(review, by=builders.organiser())
    assert not mails.all().exists()
    start(State.REJECTED)
    assert not Message.objects.exists()


def test_the_words_looked_for_are_forgotten_after_a_month(page):
    some(page)
    described = Described(State.WAITING, name_pattern="Ada", domains=("flood.example",))
    review = start(described=described)
    now = timezone.now()
    retention.purge(now + timedelta(days=29))
    review.refresh_from_db()
    assert review.name_pattern == "Ada"
    retention.purge(now + timedelta(days=31), dry_run=True)
    review.refresh_from_db()
    assert review.name_pattern == "Ada"
    retention.purge(now + timedelta(days=31))
    review.refresh_from_db()
    assert (review.name_pattern, review.domains) == ("", "flood.example")
