"""A meet-up or protest as a calendar file: RFC 5545."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.utils.timezone import localtime

LINE_BYTES = 75
PRODUCT = "-//Campaign site//Actions//EN"


def calendar_of(action, url: str) -> str:
    """The action's day, for a calendar. The same event keeps its UID however often its page changes."""
    host = urlsplit(url).hostname or "localhost"
    changed = action.last_published_at or action.starts_at
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{action.translation_key}@{host}",
        f"DTSTAMP:{_moment(changed)}",
        f"LAST-MODIFIED:{_moment(changed)}",
        f"DTSTART:{_moment(action.starts_at)}",
        f"DTEND:{_moment(_end_of(action))}",
        f"SUMMARY:{_text(action.title)}",
        f"DESCRIPTION:{_text(action.summary)}",
        f"URL:{url}",
    ]
    where = ", ".join(part for part in (action.place, *action.address.splitlines()) if part.strip())
    if where:
        lines.append(f"LOCATION:{_text(where)}")
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _end_of(action) -> datetime:
    """Calendars want an end: an hour and a half is a guess, kept within the same day."""
    return action.ends_at or min(action.starts_at + timedelta(minutes=90), localtime(action.over_at))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        words = words.replace(plain, escaped)
    return "".join(letter for letter in words if letter >= " " and letter != "\x7f")


def _folded(line: str) -> str:
    """Lines of at most 75 bytes, never broken within a letter."""
    folded, room = [""], LINE_BYTES
    for letter in line:
        size = len(letter.encode())
        if size > room:
            folded.append(" ")
            room = LINE_BYTES - 1
        folded[-1] += letter
        room -= size
    return "\r\n".join(folded)
