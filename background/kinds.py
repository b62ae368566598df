"""Who does which kind of job. Apps register theirs in `ready()`."""

from dataclasses import dataclass, field
from typing import Any

from background.models import Job


@dataclass(frozen=True)
class Portion:
    """What one portion did. `cursor` is where the next one goes on; `counts` are added up in the job's result."""

    cursor: Any
    done: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    is_last: bool = False


class Kind:
    """How one kind of job is done. Subclasses say what a portion is."""

    def portion(self, job: Job) -> Portion:
        """Do the next portion, from `job.cursor` on (None at first), in the transaction that the caller began.

        The cursor is kept by the same transaction, so a portion is done wholly or not at all and never twice. It
        should take about a second. Whatever it raises undoes it; it is tried again, and given up after a while.
        """
        raise NotImplementedError

    def outcome(self, job: Job) -> str:
        """What came of it so far, in words for the staff; without personal data."""
        return ""

    def url(self, job: Job) -> str:
        """The page of the admin that tells more; empty when there is none."""
        return ""


class UnknownKind(LookupError):
    """No app has registered this kind of job."""


_kinds: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Let `kind` do the jobs called `name`. Raises: ValueError when another one does."""
    if _kinds.setdefault(name, kind) is not kind:
        raise ValueError(f"Two kinds of work are called {name}.")


def of(job: Job) -> Kind:
    """Raises: UnknownKind."""
    try:
        return _kinds[job.kind]
    except KeyError:
        raise UnknownKind(job.kind) from None
