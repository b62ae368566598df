"""One reminder, two days after signing, to those who never confirmed; and the mail sent again by an organiser."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from outbox.models import Message
from personal_data.retention import kept
from signatures.models import Signature
from signatures.services import own, reminding
from signatures.services.reminding import Resent
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, link, words

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def unconfirmed(page, hours_ago: float = 49, **fields) -> Signature:
    return builders.signature(page, State.UNCONFIRMED, created_at=timezone.now() - hours_ago * HOUR, **fields)


def remind() -> int:
    return reminding.remind(timezone.now())


class TestByItself:
    @pytest.mark.parametrize(("hours_ago", "number"), [(47.9, 0), (48.1, 1), (6 * 24 - 0.1, 1), (6 * 24 + 0.1, 0)])
    def test_it_comes_after_two_days_and_not_in_the_last(self, page, hours_ago, number):
        unconfirmed(page, hours_ago)
        assert remind() == number

    def test_there_is_one_and_never_a_second(self, page, sent_mail):
        unconfirmed(page)
        assert [remind(), remind()] == [1, 0]
        assert len(sent_mail()) == 1

    @pytest.mark.parametrize("state", [state for state in State if state != State.UNCONFIRMED])
    def test_nobody_else_gets_one(self, page, state):
        builders.signature(page, state, created_at=timezone.now() - 49 * HOUR)
        assert remind() == 0

    def test_who_asked_never_to_be_mailed_gets_none(self, page, sent_mail):
        other = builders.statement("other")
        row = unconfirmed(page, email="ada@example.org")
        own.not_me(builders.signature(other, State.UNCONFIRMED, email="ada@example.org").pk)
        assert Signature.objects.get() == row
        assert remind() == 0
        assert sent_mail() == []

    def test_its_button_leads_to_the_confirm_page(self, page, sent_mail):
        unconfirmed(page, email="ada@example.org")
        remind()
        (mail,) = sent_mail()
        assert mail.to == ["ada@example.org"]
        assert mail.subject == "Still to be confirmed: People move, rights travel"
        visitor = Visitor()
        visitor.press(visitor.get(link(mail, "/confirm/")), "/confirm/")
        assert Signature.objects.get().state == State.WAITING

    def test_it_says_when_all_is_deleted_and_how_to_stop_it(self, page, sent_mail):
        unconfirmed(page, 49)
        remind()
        (mail,) = sent_mail()
        for text in (mail.body, mail.alternatives[0].content):
            assert "is deleted in 4 days, and we will not ask again" in text
        assert "It wasn’t you?" in words(Visitor().get(link(mail, "/not-me/")))
        assert "Or type this code" not in mail.body

    def test_it_is_not_sent_to_somebody_who_confirmed_before_it_left(self, page, sent_mail):
        from signatures.services.confirming import confirm

        row = unconfirmed(page)
        remind()
        confirm(row.pk, row.details, row.version_id, row.address_typed)
        assert sent_mail() == []

    def test_it_keeps_the_limits_of_the_mailbox(self, page, sent_mail):
        Visitor().sign(page, email="ada@example.org")
        sent_mail()
        Signature.objects.update(created_at=timezone.now() - 49 * HOUR)
        remind()
        assert len(sent_mail()) == 1  # the confirming mail went a minute ago
        assert Message.objects.queued().get().due_at > timezone.now() + timedelta(minutes=8)

    def test_one_that_waited_too_long_is_not_sent(self, page, sent_mail):
        row = unconfirmed(page)
        remind()
        Signature.objects.filter(pk=row.pk).update(
            created_at=timezone.now() - kept("unconfirmed") + timedelta(hours=20)
        )
        assert sent_mail() == []

    def test_signing_again_brings_no_second_reminder(self, page, sent_mail):
        unconfirmed(page, email="ada@example.org")
        remind()
        Visitor().sign(page, email="ada@example.org")
        Signature.objects.update(created_at=timezone.now() - 49 * HOUR)
        assert remind() == 0

    def test_many_are_reminded_in_portions(self, page, monkeypatch):
        monkeypatch.setattr(reminding, "AT_ONCE", 2)
        for _ in range(3):
            unconfirmed(page)
        now = timezone.now()
        assert [reminding.remind_a_portion(now), reminding.remind_a_portion(now)] == [True, False]
        assert Message.objects.queued().count() == 3

    def test_the_worker_does_it_without_being_asked(self, page):
        from outbox import chores
        from outbox.worker import Worker

        unconfirmed(page)
        assert "signatures.reminders" in chores.registered()
        worker = Worker()
        assert worker._do_chores() is False
        assert Message.objects.queued().get().kind == reminding.REMINDER_MAIL
        Message.objects.all().delete()
        Signature.objects.update(reminded_at=None)
        worker._do_chores()  # within the hour: not yet
        assert not Message.objects.exists()

    def test_the_command_counts_in_a_dry_run_and_queues_otherwise(self, page):
        unconfirmed(page)
        said = StringIO()
        call_command("remind_signers", "--dry-run", stdout=said)
        assert not Message.objects.exists()
        call_command("remind_signers", stdout=said)
        call_command("remind_signers", stdout=said)
        assert said.getvalue().splitlines() == [
            "reminders would be queued: 1",
            "reminders queued: 1",
            "reminders queued: 0",
        ]


class TestByAnOrganiser:
    def test_each_is_mailed_as_its_limits_allow_and_the_others_are_told_apart(self, page, sent_mail):
        ready = unconfirmed(page)
        Visitor().sign(page, email="ada@example.org")
        sent_mail()
        later = Signature.objects.latest("pk")
        done = builders.signature(page, State.WAITING)
        rows = [ready.pk, later.pk, done.pk, 10**9]

        result = reminding.resend([*rows, ready.pk], by=builders.organiser())

        assert result == Counter({Resent.NOW: 1, Resent.LATER: 1, Resent.NOT_NEEDED: 2})
        assert len(sent_mail()) == 2

    def test_what_waits_already_is_no_second_mail(self, page):
        row = unconfirmed(page)
        for _ in range(2):
            reminding.resend([row.pk], by=builders.organiser())
        assert Message.objects.count() == 1

    def test_each_is_in_the_history_by_number(self, page):
        row = unconfirmed(page)
        organiser = builders.organiser()
        reminding.resend([row.pk], by=organiser)
        entry = ModelLogEntry.objects.get(action="signatures.resend")
        assert (entry.user, entry.label) == (organiser, f"signature {row.pk}")
