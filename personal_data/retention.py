"""How long each room keeps what, said once: the purge deletes by it, and the privacy page and the docs say it.

Apps register their rules in `ready()`. Periods that an installation may choose stand in the setting KEPT_DAYS.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Period:
    """One line for readers: what is kept, and for how long."""

    what: str | Promise
    how_long: str | Promise


@dataclass(frozen=True)
class Purged:
    """How many of one kind went, or would go. `what` is for whoever runs the site."""

    what: str
    number: int


@dataclass(frozen=True)
class Rule:
    """One room's. `periods` answers the lines that hold now; `purge(now, dry_run)` deletes what is older, or counts it.

    It deletes in portions, each in a transaction of its own and done in a fraction of a second, and yields after each:
    whoever asks may stop between two, and ask again later. Without `purge` the room's lines are a promise that no
    clock keeps: until somebody asks, or for ever.
    """

    name: str
    periods: Callable[[], Iterable[Period]]
    purge: Callable[[datetime, bool], Iterable[Purged]] | None = None


_rules: dict[str, Rule] = {}


def register(rule: Rule) -> None:
    """Raises: ValueError when another one has its name."""
    if _rules.setdefault(rule.name, rule) != rule:
        raise ValueError(f"Two rooms want the retention rule {rule.name}.")


def rules() -> tuple[Rule, ...]:
    return tuple(_rules.values())


def periods() -> list[Period]:
    """Every line, room by room."""
    return [period for rule in rules() for period in rule.periods()]


def purge(now: datetime, *, dry_run: bool = False) -> Iterable[tuple[Rule, Purged]]:
    """Delete everywhere what is older than its period; yields what went, or in a dry run would go, room by room."""
    for rule in rules():
        if rule.purge is not None:
            for purged in added_up(rule.purge(now, dry_run)):
                yield rule, purged


def portions(what: str, delete_some: Callable[[], int]) -> Iterator[Purged]:
    """Call `delete_some` until it finds nothing more, and say each time how many went."""
    number = None
    while number != 0:
        number = delete_some()
        yield Purged(what, number)


def added_up(purged: Iterable[Purged]) -> list[Purged]:
    """All portions of a kind as one, in the order in which they came."""
    totals: dict[str, int] = {}
    for portion in purged:
        totals[portion.what] = totals.get(portion.what, 0) + portion.number
    return [Purged(what, number) for what, number in totals.items()]


def kept(name: str) -> timedelta:
    """The period that KEPT_DAYS names."""
    return timedelta(days=settings.KEPT_DAYS[name])


def kept_in_words(name: str) -> str:
    """ "30 days", as readers are told."""
    return days_in_words(settings.KEPT_DAYS[name])


def days_in_words(days: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
