"""One of each mail that the site sends, written by the services and renderers that write the real ones.

`samples()` is for tests. As a program, `python -m tests.mail_samples FOLDER` puts them into a folder as files whose
names sort as a story would tell them, for people to look at; nothing of it stays in the database.

What needs Django is imported late, since a program has to set it up first.
"""

import os
import re
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import django
from django.core.mail import EmailMessage

NORA = {"first_name": "Nora", "last_name": "O’Neill", "roles": "Secretary, Exampletown CLP; Unite rep"}
TITLES = {"contact": "Write to us", "speaker": "Invite a speaker", "complaint": "Complaints"}
ANSWERS = {
    "contact": {"topic": "meet_up", "message": "When do people near Leeds meet?\nI can bring a room and tea."},
    "speaker": {
        "organisation": "Exampletown trades council",
        "organisation_kind": "trades_council",
        "place": "Exampletown, the library",
        "dates": "Any Tuesday in May, from 7 pm",
        "presence": "in_person",
        "audience": "to_50",
        "about": "What free movement has to do with wages.",
    },
    "complaint": {
        "complaint_about": "signature",
        "what_happened": "My name stands on your list twice, once with a slip in it.",
        "remedy": "Take the wrong one down, please.",
    },
}


@dataclass(frozen=True)
class Sample:
    """`name` says which mail it is; `kind` who renders it, as the outbox knows it."""

    name: str
    kind: str
    mail: EmailMessage

    @property
    def html(self) -> str:
        """Empty when it is text alone."""
        return next((part[0] for part in self.mail.alternatives if part[1] == "text/html"), "")


class _Post:
    """Where the mails of one act after the other are read, without any of them being sent."""

    def __init__(self) -> None:
        self.found: list[Sample] = []
        self.before = self._last()

    def read(self, *names: str) -> None:
        """Render what was queued since the last time: by kind the first one only, for others get copies."""
        from outbox import renderers
        from outbox.models import Message

        new = {}
        for message in Message.objects.filter(pk__gt=self.before).order_by("pk"):
            mail = renderers.render(message)
            if mail is not None:
                new.setdefault((message.kind, mail.subject), Sample("", message.kind, mail))
        for name, sample in zip(names, new.values(), strict=True):
            self.found.append(Sample(name, sample.kind, sample.mail))
        self.forget()

    def forget(self) -> None:
        """What an act queued that this is not about."""
        self.before = self._last()

    def _last(self) -> int:
        from outbox.models import Message

        return Message.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def samples() -> list[Sample]:
    """Every mail once. It writes into the database, so give it a transaction to roll back."""
    from django.test import override_settings

    post = _Post()
    with override_settings(EMAIL_BACKEND="outbox.backends.OutboxBackend"):
        for story in (_signing, _deciding, _own_signature, _writing_to_us, _reviewing_pages, _logging_in):
            story(post)
    return post.found


def _address(number: int):
    from signatures import addresses

    return addresses.parse(f"nora.oneill{number}@mail-samples.example.org")


def _statement():
    from signatures.models import StatementPage
    from tests import builders

    found = StatementPage.objects.filter(slug="mail-samples").first()
    return found or builders.statement("mail-samples", title="Free movement belongs to workers")


def _signing(post: _Post) -> None:
    from django.utils import timezone

    from signatures.models import Signature
    from signatures.services import reminding, signing
    from signatures.states import State
    from tests import builders

    page = _statement()
    given = builders.details(**NORA)
    signing.sign(page.version, _address(1), given, page="a-waiting-page")
    post.read("confirm")
    signed = Signature.objects.filter(statement=page).latest("pk")
    Signature.objects.filter(pk=signed.pk).update(created_at=timezone.now() - timedelta(days=3))
    reminding.remind(timezone.now())
    post.read("reminder")
    for number, (state, name) in enumerate(
        {
            State.WAITING: "signed again, is being checked",
            State.PUBLISHED: "signed again, is up",
            State.REJECTED: "signed again, was not published",
        }.items(),
        start=2,
    ):
        builders.signature(page, state, _address(number).normal, **NORA)
        post.forget()
        signing.sign(page.version, _address(number), given)
        post.read(name)


def _deciding(post: _Post) -> None:
    from signatures.details import Display
    from signatures.models import default_words
    from signatures.services import moderation
    from signatures.states import State
    from tests import builders

    first, second = (builders.signature(_statement(), email=_address(number).normal, **NORA) for number in (5, 6))
    reason = builders.reason("mail_samples", mails_signer=True, mail_text=str(default_words.NOT_PUBLISHED_MAIL))
    moderation.decide(first.pk, State.PUBLISHED, by=builders.organiser())
    post.read("your name is up")
    counted = builders.signature(_statement(), email=_address(9).normal, display=Display.COUNT_ONLY, **NORA)
    moderation.decide(counted.pk, State.PUBLISHED, by=builders.organiser())
    post.read("you are counted")
    moderation.decide(second.pk, State.REJECTED, by=builders.organiser(), reason=reason)
    post.read("not published")


def _own_signature(post: _Post) -> None:
    from signatures.services import erasure, own
    from tests import builders

    builders.signature(_statement(), email=_address(7).normal, **NORA)
    post.forget()
    own.ask_for_link(_address(7))
    post.read("private link")
    own.ask_for_link(_address(8))
    post.read("we hold nothing")
    erasure.erase_everything(erasure.mailbox_of(_address(7)))
    post.read("it is erased")


def _writing_to_us(post: _Post) -> None:
    from enquiries.models import FORM_PAGES
    from enquiries.services import receiving
    from tests import builders

    builders.organiser()
    for number, (kind, model) in enumerate(FORM_PAGES.items(), start=20):
        page = model(title=TITLES[kind], slug=f"mail-samples-{kind}")
        builders.home().add_child(instance=page)
        page.save_revision().publish()
        receiving.receive(page, "Nora O’Neill", _address(number), ANSWERS[kind])
        post.read(f"{kind}: to organisers", f"{kind}: to whoever wrote")


def _reviewing_pages(post: _Post) -> None:
    from types import SimpleNamespace

    from wagtail.admin.mail import send_notification

    from campaign_pages.models import InformationPage
    from tests import builders

    volunteer, organiser = builders.user("volunteer"), builders.organiser()
    volunteer.first_name, volunteer.last_name = "Sam", "Adeyemi"
    volunteer.save()

    def submitted(title: str):
        page = builders.home().add_child(instance=InformationPage(title=title, slug=f"mail-samples-{len(title)}"))
        page.save_revision(user=volunteer)
        return page, page.get_workflow().start(page, volunteer).current_task_state.specific

    post.forget()
    page, task = submitted("Who we are")
    post.read("page: submitted")
    task.reject(user=organiser, comment="Please say who “we” are in the first line.")
    post.read("page: not approved")
    _page, task = submitted("How to get here")
    post.forget()
    task.approve(user=organiser)
    post.read("page: approved")
    said = SimpleNamespace(text="Is this number still right?")
    reply = SimpleNamespace(text="Yes, I asked the treasurer.")
    comments = {
        "page": page,
        "editor": organiser,
        "new_comments": [said],
        "resolved_comments": [SimpleNamespace(text="There was a slip in the name.")],
        "deleted_comments": [],
        "replied_comments": [{"comment": said, "replies": [reply]}],
    }
    send_notification([volunteer], "updated_comments", comments)
    post.read("page: comments")


def _logging_in(post: _Post) -> None:
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from tests import builders

    host = next((host for host in settings.ALLOWED_HOSTS if host.strip(".*")), "testserver")
    Client(headers={"host": host}).post(
        reverse("wagtailadmin_password_reset"), {"email": builders.user("volunteer").email}
    )
    post.read("new password")


def rolled_back() -> list[Sample]:
    """`samples()`, of which nothing stays in the database."""
    from django.db import transaction

    with transaction.atomic():
        found = samples()
        transaction.set_rollback(True)
    return found


def keep(folder: Path) -> None:
    """Each sample as one file in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(rolled_back(), start=1):
        name = re.sub(r"[^\w ,]+", " -", sample.name)
        (folder / f"{number:02} {name}.eml").write_bytes(sample.mail.message().as_bytes())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    sys.path.append(str(Path(__file__).resolve().parent.parent / "site"))
    django.setup()
    keep(Path(sys.argv[1]))
