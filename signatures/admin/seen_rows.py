"""Which rows were on somebody's screen, and how they read there: signed into the page, so that a bulk act can touch
no other row and none that changed since."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing

from signatures.models import Signature
from signatures.states import State

HOURS = 12
MOST = 200


class TooOld(Exception):
    """The page was loaded too long ago, or not by this person, or was tampered with."""


@dataclass(frozen=True)
class SeenRow:
    state: State
    text: str


def sign(user, rows: Iterable[Signature]) -> str:
    """At most 200 rows, as they are shown to `user` right now."""
    shown = [[row.pk, str(row.state), row.text_mark] for row in rows][:MOST]
    return signing.dumps(shown, salt=_salt(user), compress=True)


def read(user, token: str) -> dict[int, SeenRow]:
    """What `sign` wrote down for the same person. Raises: TooOld."""
    try:
        shown = signing.loads(token, salt=_salt(user), max_age=HOURS * 3600)
    except signing.BadSignature as error:
        raise TooOld from error
    return {pk: SeenRow(State(state), text) for pk, state, text in shown}


def _salt(user) -> str:
    return f"signatures.seen-rows.{user.pk}"
