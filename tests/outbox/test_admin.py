"""What the staff see of mail that failed, and what they don't."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from outbox.models import STORED, Message, State
from staff.models import User
from tests.outbox.builders import a_message

pytestmark = pytest.mark.django_db

LIST = "/admin/outbox/failed/"
TRY_AGAIN = "/admin/outbox/failed/try-again/"
CANARY = "canary-0d1e@example.org"


def somebody(client, *permissions: str) -> User:
    """Logged in, with access to the admin and these permissions."""
    user = User.objects.create_user(f"staff-{User.objects.count()}@example.org", "a long pass phrase")
    for name in ("wagtailadmin.access_admin", *permissions):
        app, codename = name.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client.force_login(user)
    return user


@pytest.fixture
def viewer(client):
    somebody(client, "outbox.view_message")
    return client


@pytest.fixture
def organiser(client):
    client.user = somebody(client, "outbox.view_message", "outbox.change_message")
    return client


@pytest.fixture
def volunteer(client):
    somebody(client)
    return client


def a_failed_message(**fields) -> Message:
    given = {"kind": "test.hello", "state": State.FAILED, "last_error": "SMTPRecipientsRefused 550", "attempts": 3}
    return a_message(**(given | fields))


class TestList:
    def test_it_shows_what_failed_and_nothing_else(self, viewer):
        a_failed_message(subject_id=1)
        a_message(kind="test.waits", subject_id=2)
        page = viewer.get(LIST).content.decode()
        assert "The mail server refused the address. (SMTPRecipientsRefused 550)" in page
        assert "test.hello" in page
        assert "test.waits" not in page

    def test_it_shows_no_content_and_no_mailbox(self, viewer):
        a_failed_message(kind=STORED, content=f"To: {CANARY}", mailbox="abcdef0123", message_id="<secret@example.org>")
        page = viewer.get(LIST).content.decode()
        assert not any(secret in page for secret in (CANARY, "abcdef0123", "&lt;secret@"))

    @pytest.mark.parametrize(
        ("label", "words"),
        [
            ("SMTPDataError 554", "The mail server refused the mail."),
            ("TimeoutError", "The mail server could not be reached."),
            ("KeyError", "A fault of this site"),
            ("", "A fault of this site"),
        ],
    )
    def test_it_tells_the_reason_in_words(self, viewer, label, words):
        a_failed_message(subject_id=1, last_error=label)
        assert words in viewer.get(LIST).content.decode()

    def test_content_is_not_even_read(self, viewer, django_assert_max_num_queries):
        a_failed_message(kind=STORED, content=f"To: {CANARY}")
        with django_assert_max_num_queries(40) as queries:
            viewer.get(LIST)
        reads = [q["sql"] for q in queries.captured_queries if 'FROM "outbox_message"' in q["sql"]]
        assert reads
        assert not any('"content"' in sql for sql in reads)

    def test_it_says_when_there_is_nothing(self, viewer):
        assert "No mail has failed." in viewer.get(LIST).content.decode()

    def test_only_those_with_the_permission_see_it(self, volunteer):
        assert volunteer.get(LIST).status_code in {302, 403}

    def test_visitors_are_sent_to_the_login(self, client):
        assert "/login/" in client.get(LIST)["Location"]

    @pytest.mark.parametrize("query", ["mailbox__startswith=zz", "content=", "message_id=x", "nonsense=1"])
    def test_it_answers_no_guesses_about_hidden_fields(self, viewer, query):
        a_failed_message(subject_id=1, mailbox="abcdef")
        assert "SMTPRecipientsRefused 550" in viewer.get(f"{LIST}?{query}").content.decode()

    @pytest.mark.parametrize("query", ["o=0", "o=-1.2", "o=5", "o=99", "o=x", "o=", "p=x", "p=-3", "p=9999", "q=a"])
    def test_any_order_or_page_that_is_asked_for_is_answered(self, viewer, query):
        a_failed_message(subject_id=1)
        assert viewer.get(f"{LIST}?{query}").status_code == 200

    def test_its_address_can_be_reversed(self):
        assert reverse("outbox_failed_modeladmin_index") == LIST


class TestTryAgain:
    def test_an_organiser_can_try_one_again(self, organiser):
        one, other = a_failed_message(subject_id=1), a_failed_message(subject_id=2)
        page = organiser.get(LIST).content.decode()
        assert f'form="try-again" name="message" value="{one.pk}"' in page
        assert organiser.post(TRY_AGAIN, {"message": one.pk})["Location"] == LIST
        assert list(Message.objects.queued()) == [one]
        assert list(Message.objects.failed()) == [other]

    def test_an_organiser_can_try_all_again(self, organiser):
        for subject in (1, 2):
            a_failed_message(subject_id=subject)
        organiser.post(TRY_AGAIN, {"message": "all"})
        assert Message.objects.queued().count() == 2

    def test_it_is_logged_with_who_did_it_and_no_data_about_anybody(self, organiser):
        message = a_failed_message(subject_id=1)
        organiser.post(TRY_AGAIN, {"message": message.pk})
        entry = ModelLogEntry.objects.get(action="outbox.try_again")
        assert (entry.user, entry.label, entry.data) == (organiser.user, str(message.pk), {})

    def test_looking_is_not_enough(self, viewer):
        message = a_failed_message(subject_id=1)
        page = viewer.get(LIST).content.decode()
        assert "Try again" not in page
        assert "Try all again" not in page
        assert viewer.post(TRY_AGAIN, {"message": message.pk}).status_code in {302, 403}
        assert Message.objects.failed().count() == 1

    def test_following_a_link_changes_nothing(self, organiser):
        message = a_failed_message(subject_id=1)
        assert organiser.get(TRY_AGAIN, {"message": message.pk}).status_code == 405
        assert Message.objects.failed().count() == 1

    def test_another_sites_form_changes_nothing(self, client):
        from django.test import Client

        strict = Client(enforce_csrf_checks=True)
        somebody(strict, "outbox.view_message", "outbox.change_message")
        message = a_failed_message(subject_id=1)
        assert strict.post(TRY_AGAIN, {"message": message.pk}).status_code == 403
        assert Message.objects.failed().count() == 1

    @pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "٣", "9" * 30])
    def test_nonsense_is_refused_with_400(self, organiser, number):
        assert organiser.post(TRY_AGAIN, {"message": number}).status_code == 400

    def test_one_that_was_tried_meanwhile_is_no_error(self, organiser):
        message = a_message(subject_id=1)
        response = organiser.post(TRY_AGAIN, {"message": message.pk}, follow=True)
        assert "nothing to try again" in response.content.decode()


class TestFrontPage:
    def test_it_says_how_many_failed_and_leads_to_the_list(self, organiser):
        for subject in (1, 2):
            a_failed_message(subject_id=subject)
        page = organiser.get("/admin/").content.decode()
        assert "2 mails failed" in page
        assert f'href="{LIST}"' in page

    def test_it_says_nothing_while_all_is_well(self, organiser):
        a_message(subject_id=1)
        page = organiser.get("/admin/").content.decode()
        assert "0 mails" not in page
        assert "the mail server answer" not in page

    def test_it_says_nothing_to_those_without_the_permission(self, volunteer):
        a_failed_message(subject_id=1)
        assert "1 mail failed" not in volunteer.get("/admin/").content.decode()

    @pytest.mark.parametrize("late", [{"due_at": -16}, {"first_tried_at": -16, "due_at": 1}])
    def test_it_warns_of_mail_that_does_not_leave(self, organiser, late):
        a_message(subject_id=1, **{name: timezone.now() + timedelta(minutes=m) for name, m in late.items()})
        assert "1 mail is late" in organiser.get("/admin/").content.decode()

    def test_a_mail_that_waits_for_its_time_is_not_late(self, organiser):
        a_message(
            subject_id=1,
            created_at=timezone.now() - timedelta(days=2),
            due_at=timezone.now() + timedelta(days=1),
        )
        assert "1 mail is late" not in organiser.get("/admin/").content.decode()

    def test_the_settings_menu_leads_to_the_list(self, organiser):
        assert "Mail that failed" in organiser.get("/admin/").content.decode()
