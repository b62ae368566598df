"""Which rooms hold something about people. Apps register themselves in `ready()`; nobody imports anybody for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

Value = str | int | bool | datetime | None


@dataclass(frozen=True)
class Mailbox:
    """Whose data: the keyed hash by which rooms find it, and its addresses in clear, for what can only be read."""

    key: str
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One thing held. `name` is its key in the JSON and never changes; `label` is for people."""

    name: str
    label: str | Promise
    value: Value


@dataclass(frozen=True)
class Section:
    """Things of one kind: a list in the JSON under `name`, a heading with a table for each of them on the page."""

    name: str
    title: str | Promise
    entries: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True)
class Holder:
    """One room. `show` answers what it holds; `erase` deletes it in the caller's transaction, and counts it by kind."""

    name: str
    show: Callable[[Mailbox], Iterable[Section]]
    erase: Callable[[Mailbox], dict[str, int]]


_holders: dict[str, Holder] = {}


def register(holder: Holder) -> None:
    """Raises: ValueError when another one has its name."""
    if _holders.setdefault(holder.name, holder) != holder:
        raise ValueError(f"Two rooms want to hold {holder.name}.")


def holders() -> tuple[Holder, ...]:
    """In the order of INSTALLED_APPS, which is the order in which their rows are locked."""
    return tuple(_holders.values())
