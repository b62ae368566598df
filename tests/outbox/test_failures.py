"""When a mail that failed is tried again, without a database or a clock."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from outbox.failures import FIRST_DELAY, LONGEST_DELAY, MISTAKES, TRY_FOR, Failure, Verdict, next_try
from outbox.models import Message

NOW = datetime(2026, 11, 5, 12, tzinfo=UTC)
LATER, OUTAGE = Failure(Verdict.LATER, "SMTPDataError 451"), Failure(Verdict.OUTAGE, "ConnectionRefusedError")
NEVER, MISTAKE = Failure(Verdict.NEVER, "SMTPDataError 554"), Failure(Verdict.MISTAKE, "KeyError")


def tried(attempts: int = 1, first: timedelta = timedelta(0)) -> Message:
    return Message(attempts=attempts, first_tried_at=NOW - first)


def usual_delay(failure: Failure, message: Message) -> timedelta:
    """The middle of what chance makes of it."""
    delays = [next_try(message, failure, NOW) - NOW for _ in range(400)]
    assert min(delays) * 1.7 > max(delays)
    return (min(delays) + max(delays)) / 2


def test_a_mail_is_tried_at_distances_that_double_up_to_an_hour():
    delays = [usual_delay(LATER, tried(attempts)) for attempts in range(1, 30)]
    assert delays[0] == pytest.approx(FIRST_DELAY, rel=0.1)
    assert all(later / earlier == pytest.approx(2, rel=0.2) for earlier, later in pairwise(delays[:9]))
    assert delays[-1] == pytest.approx(LONGEST_DELAY, rel=0.1)


def test_two_mails_that_failed_together_are_not_tried_again_together():
    assert len({next_try(tried(), LATER, NOW) for _ in range(20)}) > 15


@pytest.mark.parametrize("failure", [LATER, OUTAGE, MISTAKE])
def test_after_two_days_it_is_given_up(failure):
    assert next_try(tried(first=TRY_FOR - timedelta(minutes=1)), failure, NOW)
    assert next_try(tried(first=TRY_FOR), failure, NOW) is None


def test_a_lasting_fault_is_given_up_at_once():
    assert next_try(tried(), NEVER, NOW) is None


def test_a_mistake_of_ours_is_given_up_after_a_few_tries():
    assert next_try(tried(MISTAKES - 1), MISTAKE, NOW)
    assert next_try(tried(MISTAKES), MISTAKE, NOW) is None
    assert next_try(tried(MISTAKES), LATER, NOW)


@pytest.mark.parametrize(("down_for", "seconds"), [(0, 5), (20, 20), (3600, 60), (100_000, 60)])
def test_a_server_that_is_down_is_asked_again_within_a_minute_or_so(down_for, seconds):
    delay = usual_delay(OUTAGE, tried(attempts=40, first=timedelta(seconds=down_for)))
    assert delay.total_seconds() == pytest.approx(seconds, rel=0.1)
