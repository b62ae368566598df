"""Keyed hashes of what must be found again but not read: equal for equal texts, useless without the pepper."""

import hashlib
import hmac

from django.conf import settings


def mailbox_key(canonical: str) -> str:
    """The key of the mailbox whose address has this canonical form; the same in every room that counts mailboxes."""
    return _hash(canonical)


def fingerprint(text: str, purpose: str) -> str:
    """A hash of `text` for one purpose, which can't be compared with those made for another."""
    return _hash(f"\0{purpose}|{text}")  # no address holds a NUL: the two kinds never meet


def _hash(message: str) -> str:
    return hmac.new(settings.MAILBOX_PEPPER.encode(), message.encode(), hashlib.sha256).hexdigest()
