"""How often public forms may cause mail to one mailbox: arithmetic over times, nothing else.

`LIMITS` is the promise: in no stretch of `length` more than `most` mails. A mail exactly `length` after
another lies outside of its stretch.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple


class Limit(NamedTuple):
    most: int
    length: timedelta


LIMITS = (
    Limit(1, timedelta(minutes=10)),
    Limit(3, timedelta(hours=24)),
    Limit(6, timedelta(days=30)),
)
MEMORY = max(limit.length for limit in LIMITS)  # older mails can't hold up a new one


def earliest(wanted: datetime, others: Iterable[datetime], limits: Iterable[Limit] = LIMITS) -> datetime:
    """The first time from `wanted` on at which one more mail keeps every limit.

    `others` are the times, past and to come, of the mailbox's other mails, in any order. When `most` of them
    lie within less than `length`, from `first` to `last`, then one more anywhere between `last - length` and
    `first + length` would be too many: the answer is the first moment outside of all such gaps.
    """
    times = sorted(others)
    forbidden = sorted(
        (last - limit.length, first + limit.length)
        for limit in limits
        for first, last in zip(times, times[limit.most - 1 :], strict=False)
        if last - first < limit.length
    )
    moment = wanted
    for begins, ends in forbidden:  # in the order of their beginnings, so that one pass is enough
        if begins < moment < ends:
            moment = ends
    return moment
