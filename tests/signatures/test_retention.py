"""What nobody needs any more is deleted on time, and not a day sooner."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from signatures.models import Consent, Purpose, Signature, Supporter
from signatures.services import own
from signatures.services.retention import purge
from signatures.states import State
from tests import builders

pytestmark = pytest.mark.django_db


def days(number: float) -> timedelta:
    return timedelta(days=number)


@pytest.mark.parametrize(
    ("state", "kept", "gone"),
    [
        (State.UNCONFIRMED, days(6.9), days(7.1)),
        (State.REJECTED, days(29.9), days(30.1)),
        (State.WITHDRAWN, days(29.9), days(30.1)),
    ],
)
def test_it_goes_with_its_supporter_when_its_time_is_over_and_not_before(state, kept, gone):
    builders.signature(builders.statement(), state)
    purge(timezone.now() + kept)
    assert Signature.objects.exists()
    purge(timezone.now() + gone)
    assert not Signature.objects.exists()
    assert not Supporter.objects.exists()


@pytest.mark.parametrize("state", [State.WAITING, State.PUBLISHED, State.HELD])
def test_what_somebody_signed_and_nobody_rejected_stays(state):
    builders.signature(builders.statement(), state)
    purge(timezone.now() + days(3650))
    assert Signature.objects.exists()


def test_a_supporter_who_signed_something_else_stays():
    builders.signature(builders.statement(), State.UNCONFIRMED, email="ada@example.org")
    builders.signature(builders.statement("other"), State.PUBLISHED, email="ada@example.org")
    purge(timezone.now() + days(8))
    assert Supporter.objects.get().signatures.get().state == State.PUBLISHED


def test_a_withdrawn_signature_that_was_signed_long_ago_is_kept_from_the_withdrawal_on():
    page = builders.statement()
    row = builders.signature(page, State.PUBLISHED, created_at=timezone.now() - days(400))
    own.withdraw(row.pk)
    purge(timezone.now() + days(29))
    assert Signature.objects.exists()
    purge(timezone.now() + days(31))
    assert not Signature.objects.exists()


def kept_in_touch(row: Signature) -> Consent:
    return Consent.objects.create(
        purpose=Purpose.KEEP_IN_TOUCH,
        wording=row.version.keep_in_touch_wording,
        version=row.version,
        supporter=row.supporter,
        channel="online",
        given_at=timezone.now(),
    )


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REJECTED])
def test_who_wants_to_be_kept_in_touch_stays_when_their_signature_goes(state):
    row = builders.signature(builders.statement(), state)
    kept_in_touch(row)
    purge(timezone.now() + days(31))
    assert not Signature.objects.exists()
    assert Supporter.objects.get().consents.active().get().purpose == Purpose.KEEP_IN_TOUCH


def test_who_then_unsubscribes_goes_a_month_later():
    row = builders.signature(builders.statement(), State.WITHDRAWN)
    kept_in_touch(row)
    purge(timezone.now() + days(31))
    own.unsubscribe(row.supporter_id)
    purge(timezone.now() + days(29))
    assert Supporter.objects.exists()
    purge(timezone.now() + days(31))
    assert not Supporter.objects.exists()
    assert not Consent.objects.exists()


def test_who_unsubscribed_and_stands_by_their_signature_stays():
    row = builders.signature(builders.statement(), State.PUBLISHED)
    kept_in_touch(row)
    own.unsubscribe(row.supporter_id)
    purge(timezone.now() + days(3650))
    assert Supporter.objects.exists()


def test_never_mail_me_outlives_the_purge():
    page = builders.statement()
    own.not_me(builders.signature(page, State.UNCONFIRMED).pk)
    purge(timezone.now() + days(3650))
    assert Supporter.objects.get().suppressed_at


def test_a_dry_run_counts_and_deletes_nothing():
    page = builders.statement()
    for _ in range(3):
        builders.signature(page, State.UNCONFIRMED, created_at=timezone.now() - days(8))
    said = StringIO()
    call_command("purge_signatures", "--dry-run", stdout=said)
    assert "unconfirmed signatures would be deleted: 3" in said.getvalue()
    assert Signature.objects.count() == 3


def test_the_command_says_what_went():
    builders.signature(builders.statement(), State.UNCONFIRMED, created_at=timezone.now() - days(8))
    said = StringIO()
    call_command("purge_signatures", stdout=said)
    assert "unconfirmed signatures deleted: 1" in said.getvalue()
