"""Mails that come whole, from Django and Wagtail: kept as their finished MIME text and one recipient each."""

import email.policy
import json
import re
from contextlib import suppress
from email.message import Message as Mime
from email.parser import BytesParser

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives

from outbox.models import STORED as KIND
from outbox.models import Message

# What Django's mails have attributes for, or write by themselves.
_OWN_ATTRIBUTES = {"subject", "from", "to", "cc", "reply-to"}
_OWN_MIME = {"mime-version", "content-type", "content-transfer-encoding"}


class ContentGone(Exception):
    """The mail was emptied: it had been sent, or was given up long ago."""


def from_mail(mail: EmailMessage) -> list[Message]:
    """Unsaved messages, one for each recipient: a bad address among them then stops nobody else's copy.

    They share the Message-ID, for it is the same mail. Raises: what Django raises when it can't be built.
    """
    mime = mail.message()
    template = Message(kind=KIND)
    if any(name.lower() == "message-id" for name in mail.extra_headers):
        template.message_id = str(mime["Message-ID"])
    else:
        del mime["Message-ID"]
        mime["Message-ID"] = template.message_id
    whole = {"from": str(mail.from_email), "mime": mime.as_bytes().decode("latin-1")}  # a character a byte
    return [
        Message(
            kind=KIND,
            message_id=template.message_id,
            content=json.dumps(whole | {"to": str(recipient)}, ensure_ascii=False),
        )
        for recipient in dict.fromkeys(mail.recipients())
    ]


def render(message: Message) -> EmailMessage:
    """The mail as it came, for its one recipient. Raises: ContentGone; vault's Unreadable."""
    if not message.content:
        raise ContentGone
    content = json.loads(message.content)
    return StoredMail(content["from"], content["to"], content["mime"].encode("latin-1"))


class StoredMail(EmailMultiAlternatives):
    """A finished mail in Django's shape. `message()` is what is sent; the attributes are there to be read."""

    def __init__(self, sender: str, recipient: str, mime: bytes):
        self.mime = mime
        parsed = BytesParser(policy=email.policy.default).parsebytes(mime)
        own = _OWN_ATTRIBUTES | _OWN_MIME
        super().__init__(
            subject=str(parsed["Subject"] or ""),
            from_email=sender,
            to=[recipient],
            reply_to=[str(value) for value in parsed.get_all("Reply-To", ())],
            headers={name: str(value) for name, value in parsed.items() if name.lower() not in own},
        )
        plain, html = parsed.get_body(("plain",)), parsed.get_body(("html",))
        self.body = (plain or html).get_content() if plain or html else ""
        self.content_subtype = "plain" if plain or not html else "html"
        if plain and html:
            self.attach_alternative(html.get_content(), "text/html")
        for part in parsed.iter_attachments():
            self.attach(part.get_filename(), _content_of(part), part.get_content_type())

    def message(self, *, policy: email.policy.Policy | None = None) -> Mime:
        parser = BytesParser(_class=FinishedMime, policy=policy or email.policy.compat32)
        message = parser.parsebytes(self.mime)
        message.mime = self.mime
        return message


class FinishedMime(Mime):
    """A parsed mail that is written out byte for byte as it came, but for the line ends."""

    mime: bytes | None = None

    def as_bytes(self, unixfrom=False, policy=None, linesep: str | None = None) -> bytes:
        if self.mime is None:  # a part of the mail
            return super().as_bytes(unixfrom, policy)
        line_end = linesep or (policy or self.policy).linesep
        return re.sub(rb"\r\n|\r|\n", line_end.encode(), self.mime)


def _content_of(part: Mime) -> str | bytes:
    content = part.get_payload(decode=True)
    if content is None:  # a mail inside of the mail
        return part.get_payload(0).as_bytes()
    if part.get_content_maintype() == "text":
        with suppress(LookupError):  # a character set that Python does not know
            return content.decode(part.get_content_charset(settings.DEFAULT_CHARSET), errors="replace")
    return content
