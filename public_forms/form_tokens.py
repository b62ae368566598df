"""The hidden token that shows a form was ours and is not too old. It is the same for every visitor.

Public pages are kept by caches and set no cookie, so a token can't belong to a visitor. It names what the form was
for (`subject`) and the hour in which it was rendered, so that a page stays the same bytes for an hour.
"""

import hashlib
import hmac
import time

from django.conf import settings

HOUR = 60 * 60
GOOD_FOR_HOURS = 25  # a day, plus the longest that a cache may keep the page


class StaleToken(Exception):
    """The page was open, or kept somewhere, for too long."""


class ForeignToken(Exception):
    """The token is missing or was not made by us."""


def make(subject: str) -> str:
    """A token for a form about `subject`, such as "statement-version:7"; `subject` holds no blank."""
    hour = int(time.time() // HOUR)
    return f"{subject} {hour} {_mac(subject, hour)}"


def read(token: str) -> str:
    """The subject that `token` was made for. Raises: ForeignToken, StaleToken."""
    try:
        subject, hour_text, mac = token.split(" ")
        hour = int(hour_text)
        ours = hmac.compare_digest(mac.encode(), _mac(subject, hour).encode())
    except ValueError as error:
        raise ForeignToken from error
    if not ours:
        raise ForeignToken
    if time.time() // HOUR - hour > GOOD_FOR_HOURS:
        raise StaleToken
    return subject


def _mac(subject: str, hour: int) -> str:
    message = f"form|{subject}|{hour}".encode()
    return hmac.new(settings.TOKEN_KEY.encode(), message, hashlib.sha256).hexdigest()[:40]
