"""How a mail of ours is made: one letter to one person, as text and as HTML, in the look that all of them share."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

MESSAGE = "outbox/letters/message"  # greeting, paragraphs, one button, what comes after, links


def letter(
    context: Mapping[str, Any],
    *,
    to: str,
    template: str = MESSAGE,
    reply_to: str = "",
    unsubscribe: str = "",
    replied: bool = False,
) -> EmailMultiAlternatives:
    """A letter that says what `template` (without `.txt` and `.html`) makes of `context`, whose `subject` is its own.

    `unsubscribe` is the address to which a mail program's own button may post. `replied` says that this answers
    something its recipient sent.
    """
    headers = {"Auto-Submitted": "auto-replied" if replied else "auto-generated"}  # RFC 3834: no out-of-office reply
    if unsubscribe:
        # RFC 8058: one click, by POST and without a page.
        headers |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(
        subject=context["subject"],
        body=render_to_string(f"{template}.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers=headers,
    )
    mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return mail
