"""What the worker does now and then besides sending. Apps register their chores in `ready()`."""

from collections.abc import Callable
from datetime import datetime

Chore = Callable[[datetime], bool]

_chores: dict[str, Chore] = {}


def register(name: str, chore: Chore) -> None:
    """Let the worker do `chore` about once in an hour, by the name that its log may tell.

    It is given the present time, does a portion of what is due, and returns whether more is left: then it is asked
    again as soon as the mails that are due have gone. Two workers may do it at once, and one may die over it.

    Raises: ValueError when another one has this name.
    """
    if _chores.setdefault(name, chore) is not chore:
        raise ValueError(f"Two chores want the name {name}.")


def registered() -> dict[str, Chore]:
    return dict(_chores)
