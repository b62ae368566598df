"""Which switches are on: one small query, or none where an answer of some seconds ago will do."""

from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import transaction

from switches.models import IS_ON, Kind, Switch

CACHED_SECONDS = 4  # and turning a switch forgets it at once
KEY = "switches"


@dataclass(frozen=True)
class Switches:
    """What is on. Texts are what visitors read; `names` are for the staff."""

    paused: dict[int | None, str] = field(default_factory=dict)  # by statement; None stands for all of them
    holds_new: bool = False
    hides_names: bool = False
    notice: str = ""
    names: tuple[str, ...] = ()

    def pause_of(self, statement_id: int | None) -> str:
        """What visitors read instead of the form; empty while people can sign."""
        return self.paused.get(None) or self.paused.get(statement_id) or ""


def on_now() -> Switches:
    """What is on at this moment, for whoever writes."""
    on = Switch.objects.filter(IS_ON).select_related("statement").order_by("pk")
    paused, names, notice, kinds = {}, [], "", set()
    for switch in on:
        kinds.add(switch.kind)
        names.append(switch.name)
        if switch.kind == Kind.PAUSE:
            paused[switch.statement_id] = switch.text
        elif switch.kind == Kind.NOTICE:
            notice = switch.text
    return Switches(
        paused=paused,
        holds_new=Kind.HOLD in kinds,
        hides_names=Kind.HIDE in kinds,
        notice=notice,
        names=tuple(names),
    )


def on() -> Switches:
    """What is on, a few seconds old at most, for pages that are only read."""
    return cache.get_or_set(KEY, on_now, CACHED_SECONDS)


def hides_names_now() -> bool:
    """Whether all names are to be hidden at this moment; no page with names goes by an answer of some seconds ago."""
    return Switch.objects.filter(IS_ON, kind=Kind.HIDE).exists()


def forget() -> None:
    """See to it that the next page asks anew, once the transaction holds."""
    transaction.on_commit(lambda: cache.delete(KEY))
