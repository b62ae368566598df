"""The arithmetic of "no stranger can flood you", without a database."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outbox.limits import LIMITS, earliest

NOW = datetime(2026, 11, 5, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

moments = st.integers(-45 * 24 * 60, 45 * 24 * 60).map(lambda minutes: NOW + minutes * MINUTE)
close_moments = st.integers(-100, 100).map(lambda minutes: NOW + minutes * MINUTE)
# Where the ends of several limits come close to each other.
tempting_moments = st.builds(
    lambda days, minutes: NOW + days * DAY + minutes * MINUTE,
    st.sampled_from([-1, 0, 1, 2, 29, 30, 31]),
    st.integers(-45, 45),
)
any_moment = st.one_of(moments, close_moments, tempting_moments)


def keeps_the_limits(times: list[datetime]) -> bool:
    """The promise, told in another way than the code: count the mails in the stretch that each mail begins."""
    return all(
        sum(begin <= time < begin + limit.length for time in times) <= limit.most for limit in LIMITS for begin in times
    )


def test_the_first_mail_leaves_when_wanted():
    assert earliest(NOW, []) == NOW


def test_the_second_waits_for_ten_minutes():
    assert earliest(NOW, [NOW - 3 * MINUTE]) == NOW + 7 * MINUTE


def test_exactly_ten_minutes_later_is_late_enough():
    assert earliest(NOW, [NOW - 10 * MINUTE]) == NOW


def test_the_fourth_of_a_day_waits_for_the_first_to_be_a_day_old():
    assert earliest(NOW, [NOW - 60 * MINUTE, NOW - 40 * MINUTE, NOW - 20 * MINUTE]) == NOW + DAY - 60 * MINUTE


def test_the_seventh_of_a_month_waits_for_the_first_to_be_thirty_days_old():
    assert earliest(NOW, [NOW - days * DAY for days in (2, 4, 6, 8, 10, 12)]) == NOW + 18 * DAY


def test_a_mail_that_waits_already_holds_back_those_before_it_too():
    assert earliest(NOW, [NOW + 4 * MINUTE]) == NOW + 14 * MINUTE


def test_a_gap_between_two_waiting_mails_is_used_when_wide_enough():
    assert earliest(NOW, [NOW, NOW + 20 * MINUTE]) == NOW + 10 * MINUTE


@given(st.lists(any_moment, max_size=25))
def test_however_many_are_wanted_and_whenever_the_limits_are_kept(wanted):
    times: list[datetime] = []
    for moment in wanted:
        granted = earliest(moment, times)
        assert granted >= moment
        times.append(granted)
    assert keeps_the_limits(times)


@given(st.lists(any_moment, max_size=12), any_moment)
def test_nobody_waits_longer_than_the_limits_ask(wanted, next_one):
    times: list[datetime] = []
    for moment in wanted:
        times.append(earliest(moment, times))
    granted = earliest(next_one, times)
    candidates = [next_one] + [time + limit.length for time in times for limit in LIMITS]
    allowed = [c for c in candidates if c >= next_one and keeps_the_limits([*times, c])]
    assert granted == min(allowed)
    if granted > next_one:
        assert not keeps_the_limits([*times, granted - timedelta(microseconds=1)])


@given(st.lists(close_moments, max_size=10), close_moments)
def test_even_times_that_broke_the_limits_already_are_answered(times, wanted):
    assert earliest(wanted, times) >= wanted
