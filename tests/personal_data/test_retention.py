"""Every room says for how long it keeps what; one command deletes by it, and the privacy page says the same."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from personal_data import retention
from personal_data.retention import Period, Rule
from signatures.models import Signature
from signatures.states import State
from signatures.tokens import DAY, Purpose
from tests import builders
from tests.enquiries import builders as enquiry_builders

ROOMS = {"signatures", "enquiries", "mails", "logins"}


def purge(*options: str) -> list[str]:
    said = StringIO()
    call_command("purge", *options, stdout=said)
    return said.getvalue().splitlines()


def lines() -> dict[str, str]:
    return {str(period.what): str(period.how_long) for period in retention.periods()}


@pytest.mark.django_db
def test_a_dry_run_says_of_every_kind_what_would_go_and_deletes_nothing():
    builders.signature(builders.statement(), State.UNCONFIRMED, created_at=timezone.now() - timedelta(days=8))
    Session.objects.create(session_key="x", expire_date=timezone.now() - timedelta(hours=1))
    said = purge("--dry-run")
    assert {line.split(":")[0] for line in said} >= ROOMS
    assert "signatures: unconfirmed signatures would be deleted: 1" in said
    assert "logins: ended logins would be deleted: 1" in said
    assert "enquiries: enquiries would be deleted: 0" in said
    assert (Signature.objects.count(), Session.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_it_deletes_in_every_room_and_says_what_went():
    builders.signature(builders.statement(), State.UNCONFIRMED, created_at=timezone.now() - timedelta(days=8))
    Session.objects.create(session_key="x", expire_date=timezone.now() - timedelta(hours=1))
    said = purge()
    assert "signatures: unconfirmed signatures deleted: 1" in said
    assert "logins: ended logins deleted: 1" in said
    assert not Signature.objects.exists()
    assert not Session.objects.exists()
    assert all(line.endswith(": 0") for line in purge())


@pytest.mark.django_db
def test_the_purge_and_the_words_for_readers_follow_one_setting(settings):
    settings.KEPT_DAYS = settings.KEPT_DAYS | {"unconfirmed": 3}
    builders.signature(builders.statement(), State.UNCONFIRMED, created_at=timezone.now() - timedelta(days=4))
    assert lines()["A signature that you do not confirm"] == "3 days"
    assert "signatures: unconfirmed signatures deleted: 1" in purge()


@pytest.mark.django_db
def test_each_published_page_with_a_form_is_a_line_of_its_own():
    enquiry_builders.contact_page(retention_months=6)
    draft = enquiry_builders.speaker_page()
    draft.unpublish()
    assert lines()["What you send us through “Contact us”"] == "6 months"
    assert not [what for what in lines() if "Invite a speaker" in what]


@pytest.mark.django_db
def test_each_line_has_a_period_in_words():
    assert len(lines()) >= 8
    assert all(what and how_long for what, how_long in lines().items())


def test_two_rooms_cannot_have_one_name():
    rule = Rule("signatures", lambda: [Period("a", "b")])
    with pytest.raises(ValueError, match="signatures"):
        retention.register(rule)


def test_an_unconfirmed_signature_is_kept_for_as_long_as_its_link_works(settings):
    assert settings.KEPT_DAYS["unconfirmed"] * DAY == Purpose.CONFIRM.lifetime


def test_the_network_hash_goes_within_the_thirty_days_that_were_promised(settings):
    assert settings.KEPT_DAYS["network_hash"] <= 30


def test_a_day_is_a_day():
    assert [retention.days_in_words(1), retention.days_in_words(30)] == ["1 day", "30 days"]
