"""Opaque text for addresses that anybody may share: the same input always gives the same sealed text.

Unlike `ciphers.encrypt`, so that a public page stays the same bytes. AES-SIV: RFC 5297.
"""

import base64
import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings


class BrokenSeal(ValueError):
    """The text was not sealed by us for this purpose."""


def _cipher() -> AESSIV:
    return AESSIV(hashlib.sha512(b"seal|" + settings.TOKEN_KEY.encode()).digest())


def seal(text: str, purpose: str) -> str:
    """`text`, unreadable and unforgeable, in URL-safe characters."""
    closed = _cipher().encrypt(text.encode(), [purpose.encode()])
    return base64.urlsafe_b64encode(closed).decode().rstrip("=")


def unseal(sealed: str, purpose: str) -> str:
    """What `seal` was given for the same purpose. Raises: BrokenSeal."""
    try:
        closed = base64.b64decode(sealed + "=" * (-len(sealed) % 4), altchars=b"-_", validate=True)
        return _cipher().decrypt(closed, [purpose.encode()]).decode()
    except (InvalidTag, ValueError) as error:
        raise BrokenSeal from error
