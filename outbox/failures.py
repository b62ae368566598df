"""What went wrong with a mail, what follows from it, and when it is tried again.

Reply codes: RFC 5321, 4.2.1 (4xx is a passing fault, 5xx a lasting one).
"""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from random import SystemRandom

from outbox.models import Message
from outbox.renderers import UnknownKind
from outbox.stored import ContentGone

TRY_FOR = timedelta(days=2)  # from the first try on
MISTAKES = 5  # so many tries has a mail that our own code stumbles over
TOO_BIG = 552  # answered to the sender's address when that comes with the mail's size (RFC 1870, 6.1)
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=1)
LONGEST_OUTAGE_DELAY = timedelta(minutes=1)

_random = SystemRandom()


class Verdict(Enum):
    OUTAGE = auto()  # nobody's mail can leave just now; it is no fault of this one
    LATER = auto()  # the server asks to try this one again
    NEVER = auto()  # it will not be better next time
    MISTAKE = auto()  # our code stumbled: perhaps over something passing, perhaps not


@dataclass(frozen=True)
class Failure:
    """`label` is what may be shown and logged: a type and a code, no text that could quote an address."""

    verdict: Verdict
    label: str


def label_of(error: BaseException) -> str:
    """The error's type and, where a mail server gave one, its reply code."""
    name, code = type(error).__name__, _code_of(error)
    return f"{name} {code}" if code else name


def of_connecting(error: Exception) -> Failure:
    """Whatever keeps us from talking to the server at all, a wrong password of ours included, passes one day."""
    return Failure(Verdict.OUTAGE, label_of(error))


def of_rendering(error: Exception) -> Failure:
    """What to think of an error while the mail was written: it never was near a mail server."""
    lasting = isinstance(error, UnknownKind | ContentGone)
    return Failure(Verdict.NEVER if lasting else Verdict.MISTAKE, label_of(error))


def of_sending(error: Exception) -> Failure:
    """What to think of an error on the way to the mail server, or of the server's answer."""
    code = _code_of(error)
    if isinstance(error, smtplib.SMTPSenderRefused) and code != TOO_BIG:
        # Our own address or a missing login: put right by us, not by the recipient, so no mail is lost over it.
        verdict = Verdict.LATER
    elif code:
        verdict = Verdict.NEVER if code >= 500 else Verdict.LATER
    elif isinstance(error, smtplib.SMTPNotSupportedError | UnicodeError | ValueError):
        verdict = Verdict.NEVER  # an address or header that can't be written down for this server
    elif isinstance(error, OSError):  # among them a lost connection and running out of time
        verdict = Verdict.LATER
    else:
        verdict = Verdict.MISTAKE
    return Failure(verdict, label_of(error))


def next_try(message: Message, failure: Failure, now: datetime) -> datetime | None:
    """When to try again, at growing distances that differ from mail to mail; None to give up."""
    first = message.first_tried_at or now
    if failure.verdict is Verdict.NEVER or now - first >= TRY_FOR:
        return None
    if failure.verdict is Verdict.MISTAKE and message.attempts >= MISTAKES:
        return None
    if failure.verdict is Verdict.OUTAGE:
        delay = min(max(now - first, FIRST_DELAY), LONGEST_OUTAGE_DELAY)
    else:
        delay = min(FIRST_DELAY * 2 ** min(message.attempts - 1, 20), LONGEST_DELAY)
    return now + delay * _random.uniform(0.75, 1.25)


def _code_of(error: BaseException) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        # Refused by all, each with a code of its own: while one of them is a passing fault, so is the whole.
        return min((code for code, _text in error.recipients.values()), default=None)
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return error.smtp_code
    return None
