"""Django's door to the outbox, and the folder that takes the place of a mail server in a local run."""

import os
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from outbox import stored
from outbox.models import Message


class OutboxBackend(BaseEmailBackend):
    """Stores each mail for the worker, in the surrounding transaction. The site's EMAIL_BACKEND."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Returns how many mails were stored. One without recipients has nowhere to go and isn't."""
        rows = [stored.from_mail(mail) for mail in email_messages]
        Message.objects.bulk_create([row for copies in rows for row in copies])
        return sum(1 for copies in rows if copies)


class FileBackend(BaseEmailBackend):
    """Puts each mail into `OUTBOX_FILE_DIR` as one `.eml` file. Their names sort by time.

    A file appears whole or not at all. Blind copies are not in it, as they are not in the mail itself.
    """

    def __init__(self, *args, folder: Path | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(folder or settings.OUTBOX_FILE_DIR)

    def open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.open()
        for mail in email_messages:
            self._write(mail.message().as_bytes())
        return len(email_messages)

    def _write(self, mime: bytes) -> None:
        seconds, nanoseconds = divmod(time.time_ns(), 10**9)
        stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(seconds))
        name = f"{stamp}.{nanoseconds:09}Z-{uuid.uuid4().hex[:8]}"
        draft = self.folder / f".{name}.draft"
        try:
            with draft.open("wb") as file:
                file.write(mime)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(self.folder / f"{name}.eml")
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
