"""Whose mailbox is it? The rules of addresses are the site's, not this room's: the settings say where they live.

`ADDRESS_RULES` names a module with `parse(raw)`, which gives an address with its forms `normal` and `canonical` or
raises a ValueError whose text is for the visitor, and `suggest(raw)`, a likelier spelling or None. All public forms
have to share one canonical form, or their limits of mail to one mailbox would not add up (promise 8).
"""

from importlib import import_module
from typing import Protocol

from django.conf import settings

from vault.hashes import mailbox_key


class Address(Protocol):
    normal: str
    canonical: str


def parse(raw: str) -> Address:
    """The address that was typed. Raises: ValueError with a text for the visitor."""
    return import_module(settings.ADDRESS_RULES).parse(raw)


def suggest(raw: str) -> str | None:
    """The address that was probably meant, when its domain is one slip from a common one."""
    return import_module(settings.ADDRESS_RULES).suggest(raw)


def key_of(address: Address) -> str:
    """The keyed hash by which a mailbox is counted and found again."""
    return mailbox_key(address.canonical)
