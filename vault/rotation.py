"""Moving everything that is encrypted to the first key of `ADDRESS_KEYS`, while the site goes on working.

Which columns there are is asked of the models: a field that is added tomorrow is rotated too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connections, models, router, transaction
from django.db.models import Value
from django.db.models.functions import Cast

from vault.ciphers import Unreadable, is_current, rotate
from vault.fields import ClosedText, EncryptedTextField

AT_ONCE = 200


@dataclass
class Tally:
    """What was found in one column so far."""

    current: int = 0  # closed with the first key already
    moved: int = 0  # closed with it now; in a dry run: to be
    changed: int = 0  # written by somebody else at that moment, with whatever key their process holds
    unreadable: int = 0  # opened by no key that we have

    @property
    def seen(self) -> int:
        return self.current + self.moved + self.changed + self.unreadable

    def __add__(self, other: "Tally") -> "Tally":
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return Tally(*(one + another for one, another in pairs))


@dataclass(frozen=True)
class Column:
    """One encrypted field of one model."""

    model: type[models.Model]
    field: EncryptedTextField

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"

    @property
    def rows(self) -> models.QuerySet:
        """The rows that hold something, each with its `closed` text as it stands in the database."""
        # "exact" with an empty text is the one question that such a field answers.
        held = self.model._base_manager.exclude(**{self.field.name: ""}).exclude(**{f"{self.field.name}__isnull": True})
        return held.annotate(closed=Cast(self.field.name, models.TextField()))


def columns() -> list[Column]:
    """Every encrypted column of every installed app."""
    return [
        Column(model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedTextField)
    ]


def rotate_column(column: Column, *, dry_run: bool = False) -> Iterator[Tally]:
    """Move a column to the current key, portion by portion; yields what was found in it so far.

    It may be stopped at any time and begun again: what is on the current key already is passed over. A row that
    somebody writes at the same moment stays as they wrote it.
    """
    tally, last = Tally(), None
    while True:
        rows = column.rows.order_by("pk")
        if last is not None:
            rows = rows.filter(pk__gt=last)
        portion = list(rows.values_list("pk", "closed")[:AT_ONCE])
        if not portion:
            return
        tally += _rotate_portion(column, portion, dry_run)
        last = portion[-1][0]
        yield tally


def unreadable_columns() -> list[Column]:
    """The columns whose latest row none of our keys opens: the quick look at every start."""
    found = []
    for column in columns():
        closed = column.rows.order_by("-pk").values_list("closed", flat=True).first()
        try:
            if closed is not None:
                is_current(closed)
        except Unreadable:
            found.append(column)
    return found


def _rotate_portion(column: Column, portion: list[tuple], dry_run: bool) -> Tally:
    alias = router.db_for_write(column.model)
    if connections[alias].vendor == "sqlite":
        # There each commit is a wait for the disk, and there are no row locks that anybody could wait for in a ring.
        with transaction.atomic(using=alias):
            return _rotate_rows(column, portion, dry_run)
    return _rotate_rows(column, portion, dry_run)


def _rotate_rows(column: Column, portion: list[tuple], dry_run: bool) -> Tally:
    tally = Tally()
    for pk, closed in portion:
        try:
            if is_current(closed):
                tally.current += 1
                continue
            reclosed = rotate(closed)
        except Unreadable:
            tally.unreadable += 1
            continue
        if dry_run or _replace(column, pk, closed, reclosed):
            tally.moved += 1
        else:
            tally.changed += 1
    return tally


def _replace(column: Column, pk, closed: str, reclosed: str) -> bool:
    """One conditional UPDATE: whoever wrote the row since we read it, wins."""
    still = column.model._base_manager.annotate(closed=Cast(column.field.name, models.TextField()))
    still = still.filter(pk=pk, closed=closed)
    return bool(still.update(**{column.field.name: Value(reclosed, output_field=ClosedText())}))
