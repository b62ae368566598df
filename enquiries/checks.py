"""Small, honest checks for spam. What they suspect is set aside for an organiser's look: never lost, never told."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q, TextChoices
from django.utils.translation import gettext_lazy as _

MOST_LINKS = 2  # in one text; a journalist's signature has as many
SAME_TEXT = 2  # so often the same text may come
SAME_TEXT_FOR = timedelta(days=30)
SHORTEST_TEXT = 40  # letters and digits; "please call me" says nothing about its sender
SAME_MAILBOX = 5  # so many a day from one mailbox
FLOOD = 40  # so many an hour through one page

_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*/?\s*a\b|\[/?(?:url|link)\b", re.IGNORECASE)


class Suspicion(TextChoices):
    LINKS = "links", _("many links")
    SAME_TEXT = "same_text", _("the same text again and again")
    SAME_MAILBOX = "same_mailbox", _("many from one address")
    FLOOD = "flood", _("very many at once")
    BY_HAND = "by_hand", _("an organiser says so")


def links_too_much(lines: Iterable[str], prose: str) -> bool:
    """Whether somebody advertises: a link where a name belongs, link markup, or many links in the text."""
    if any(_LINK.search(line) or _MARKUP.search(line) for line in lines):
        return True
    return bool(_MARKUP.search(prose)) or len(_LINK.findall(prose)) > MOST_LINKS


def too_often(earlier, *, page_id: int, mailbox_key: str, text_key: str, now: datetime) -> str:
    """Why one more enquiry would be too many, or "". `earlier` are the enquiries so far. One query."""
    of_page = Q(page_id=page_id, suspicion="", received_at__gt=now - timedelta(hours=1))
    of_mailbox = Q(mailbox_key=mailbox_key, received_at__gt=now - timedelta(days=1))
    of_text = Q(text_key=text_key, received_at__gt=now - SAME_TEXT_FOR) & ~Q(text_key="")
    counted = earlier.filter(of_page | of_mailbox | of_text).aggregate(
        same_text=Count("pk", filter=of_text),
        same_mailbox=Count("pk", filter=of_mailbox),
        flood=Count("pk", filter=of_page),
    )
    if counted["same_text"] >= SAME_TEXT:
        return Suspicion.SAME_TEXT
    if counted["same_mailbox"] >= SAME_MAILBOX:
        return Suspicion.SAME_MAILBOX
    if counted["flood"] >= FLOOD:
        return Suspicion.FLOOD
    return ""
