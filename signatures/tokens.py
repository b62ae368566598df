"""The secret part of the private links in our mails.

A token is made when a mail is rendered and stored nowhere: an HMAC, under a key of its own, over the purpose, the
row, the row's nonce and the time until which it is good. Nothing in a database dump can make one, a link made for
one purpose opens no other, and a new nonce ends all links of its row.

A link that must be obeyed when its row is long gone carries a second HMAC, over itself: it proves that the link was
ours, and nothing else.
"""

import base64
import hashlib
import hmac
import re
import time
from enum import Enum

from django.conf import settings

DAY = 24 * 60 * 60
CODE_LENGTH = 6
CODES = 10**CODE_LENGTH
_MAC_BYTES = 24  # 192 bits; promise 5 asks for 160 or more
# One spelling for each token. `int` alone would take blanks, "0x", other digits, and numbers too long to print.
_TOKEN = re.compile(r"([1-9a-f][0-9a-f]{0,15})-(0|[1-9a-f][0-9a-f]{0,11})-([A-Za-z0-9_-]{32})(\.[A-Za-z0-9_-]{32})?")


class Purpose(Enum):
    """What a link is for, for how many seconds it is good (None: as long as its row lives), and whether it can be
    known as ours when the row is gone.
    """

    CONFIRM = ("confirm", 7 * DAY, False)
    NOT_ME = ("not-me", None, False)
    OWN = ("own", 60 * 60, False)
    UNSUBSCRIBE = ("unsubscribe", None, True)

    def __init__(self, label: str, lifetime: int | None, outlives_its_row: bool) -> None:
        self.label = label
        self.lifetime = lifetime
        self.outlives_its_row = outlives_its_row


class BadToken(Exception):
    """The link was never ours, belongs to another purpose, or its row is gone."""


class ExpiredToken(BadToken):
    """The link was ours, and its time is over."""


def make(purpose: Purpose, row_id: int, nonce: str) -> str:
    """A URL-safe token for one row. `nonce` is the row's own."""
    expires = int(time.time()) + purpose.lifetime if purpose.lifetime else 0
    token = f"{row_id:x}-{expires:x}-{_mac(purpose, row_id, nonce, expires)}"
    return f"{token}.{_mark(purpose, token)}" if purpose.outlives_its_row else token


def row_id_of(token: str) -> int:
    """The id of the row that `token` claims to be for; nothing is proved by it yet. Raises: BadToken."""
    row_id, *_rest = _parts(token)
    return row_id


def was_ours(purpose: Purpose, token: str) -> bool:
    """Whether we made `token` for `purpose`, whatever became of its row; never true of a purpose that ends with it."""
    *_rest, mark = _parts(token)
    made = _mark(purpose, token.partition(".")[0])
    return purpose.outlives_its_row and hmac.compare_digest(mark.encode(), made.encode())


def check(purpose: Purpose, token: str, nonce: str | None) -> None:
    """Prove that `token` was made for `purpose` and the row with this nonce (None: there is no such row).

    Raises: BadToken, ExpiredToken.
    """
    row_id, expires, mac, mark = _parts(token)
    if bool(mark) != purpose.outlives_its_row or (mark and not was_ours(purpose, token)):
        raise BadToken
    if nonce is None or not hmac.compare_digest(mac.encode(), _mac(purpose, row_id, nonce, expires).encode()):
        raise BadToken
    if expires and expires < time.time():
        raise ExpiredToken


def short_code(row_id: int, secret: str) -> str:
    """Six figures to be typed instead of pressing a link, as much our secret as a token is. Guessable by design:
    whoever takes one counts the tries.
    """
    return f"{int.from_bytes(_digest(f'short-code|{row_id}|{secret}')[:8]) % CODES:0{CODE_LENGTH}}"


def same_code(typed: str, code: str) -> bool:
    """Compares in constant time."""
    return hmac.compare_digest(typed.encode(), code.encode())


def _parts(token: str) -> tuple[int, int, str, str]:
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        raise BadToken
    row_id, expires = int(parts[1], 16), int(parts[2], 16)
    if row_id >= 2**63:
        raise BadToken
    return row_id, expires, parts[3], (parts[4] or "").removeprefix(".")


def _mac(purpose: Purpose, row_id: int, nonce: str, expires: int) -> str:
    return _in_letters(_digest(f"{purpose.label}|{row_id}|{nonce}|{expires}"))


def _mark(purpose: Purpose, token: str) -> str:
    return _in_letters(_digest(f"ours|{purpose.label}|{token}"))


def _in_letters(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest[:_MAC_BYTES]).decode()


def _digest(message: str) -> bytes:
    return hmac.new(settings.TOKEN_KEY.encode(), message.encode(), hashlib.sha256).digest()
