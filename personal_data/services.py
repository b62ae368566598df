"""Showing and erasing everything about one mailbox, whichever rooms hold it."""

from datetime import datetime

from django.db import transaction

from personal_data.registry import Mailbox, Section, Value, holders

FORMAT = "campaign-site-personal-data"
FORMAT_VERSION = 1


def everything_about(mailbox: Mailbox) -> list[Section]:
    """What every room holds about it; kinds of which there is nothing are left out."""
    return [section for holder in holders() for section in holder.show(mailbox) if section.entries]


def as_json(sections: list[Section], made_at: datetime) -> dict:
    """The same as plain data: a list of objects for each kind. Times are ISO 8601 with their zone."""
    found = {"format": FORMAT, "version": FORMAT_VERSION, "made_at": made_at.isoformat()}
    for section in sections:
        found[section.name] = [{field.name: _plain(field.value) for field in entry} for entry in section.entries]
    return found


def erase(mailbox: Mailbox, *, dry_run: bool = False) -> dict[str, int]:
    """Delete everything about it in one transaction; how many of each kind went, or in a dry run would go.

    A dry run deletes as well and then takes it all back: it counts what would really happen.
    """
    gone: dict[str, int] = {}
    with transaction.atomic():
        for holder in holders():
            gone |= {kind: number for kind, number in holder.erase(mailbox).items() if number}
        if dry_run:
            transaction.set_rollback(True)
    return gone


def _plain(value: Value) -> str | int | bool | None:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)
