"""A real SMTP server for tests: it keeps what it gets, and refuses what it is told to."""

import asyncio
import email
import email.policy
import socket
import threading
from dataclasses import dataclass
from email.message import EmailMessage as Mime

from aiosmtpd.controller import Controller


@dataclass(frozen=True)
class Delivered:
    sender: str
    recipients: tuple[str, ...]
    mime: Mime

    @property
    def message_id(self) -> str:
        return str(self.mime["Message-ID"])


class MailServer:
    """`with MailServer() as server:` listens on a port of its own until `stop()` or the end of the block."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.port = _free_port()
        self.delivered: list[Delivered] = []
        self.connections = 0
        self.seconds_per_mail = 0.0
        self.busy = threading.Event()  # set once a client has named a recipient
        self._answers: dict[str, list[str]] = {}
        self._controller: Controller | None = None

    def __enter__(self) -> "MailServer":
        self.start()
        return self

    def __exit__(self, *_exc) -> None:
        self.stop()

    def start(self) -> None:
        self._controller = Controller(self, hostname=self.host, port=self.port, ready_timeout=60)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop(no_assert=True)
            self._controller = None

    def answer(self, recipient: str, *replies: str) -> None:
        """The next replies to RCPT for this address; later ones are friendly again."""
        self._answers[recipient] = list(replies)

    def recipients(self) -> list[str]:
        return [recipient for each in self.delivered for recipient in each.recipients]

    # --- what the server's library calls -----------------------------------------------------------------------

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.busy.set()
        if self._answers.get(address):
            return self._answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(self.seconds_per_mail)
        mime = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.delivered.append(Delivered(envelope.mail_from, tuple(envelope.rcpt_tos), mime))
        return "250 Accepted"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((MailServer.host, 0))
        return probe.getsockname()[1]
