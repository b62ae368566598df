"""The look at the keys when a process starts: with a wrong key nothing could be read, and new rows would be lost."""

import sys

from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from vault import rotation

WRONG_KEY = (
    "ADDRESS_KEYS: none of its keys opens the latest row of %(columns)s. Put back the key that closed it; what is "
    "encrypted with a lost key is lost."
)


def refuse_wrong_keys() -> None:
    """Stop the start when what is stored was closed with none of our keys. Raises: ImproperlyConfigured.

    A database that does not answer, or has no tables yet, stops nothing: the site waits for it.
    """
    try:
        wrong = rotation.unreadable_columns()
    except DatabaseError as error:
        print(f"The keys were not tried: {type(error).__name__} from the database.", file=sys.stderr)
        return
    if wrong:
        raise ImproperlyConfigured(WRONG_KEY % {"columns": _named(wrong)})


@register(Tags.database)
def keys_open_what_is_stored(app_configs, databases, **kwargs) -> list[Error]:
    """`manage.py check --database default`, and `migrate`, say the same."""
    if not databases:
        return []
    try:
        wrong = rotation.unreadable_columns()
    except DatabaseError:  # no tables yet
        return []
    return [Error(WRONG_KEY % {"columns": _named(wrong)}, id="vault.E001")] if wrong else []


def _named(wrong: list[rotation.Column]) -> str:
    return ", ".join(map(str, wrong))
