"""The signer's act and a moderator's at the same moment: the signer wins, every time of a thousand (PostgreSQL)."""

import pytest
from django.utils import timezone

from signatures.models import Consent, Purpose, Signature, SignatureWord, Source, Supporter
from signatures.services import corrections, erasure, moderation, own
from signatures.services.transitions import NoSuchMove
from signatures.states import State
from tests import builders
from tests.signatures.test_one_mailbox import at_once
from tests.signatures.visitor import Visitor, words

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

EXPECTED = (moderation.AlreadyDecided, NoSuchMove, Signature.DoesNotExist)


def waiting(page, number: int) -> list[Signature]:
    """So many signatures that wait, each with its mailbox and consent, made in bulk."""
    now = timezone.now()
    people = Supporter.objects.bulk_create(
        Supporter(mailbox_key=f"{each:064x}", address=f"racer{each}@example.org") for each in range(number)
    )
    rows = []
    for person in people:
        row = Signature(
            statement=page, version=page.version, supporter=person, source=Source.ONLINE, state=State.WAITING,
            created_at=now, confirmed_at=now,
        )  # fmt: skip
        row.set_details(builders.details(first_name="Racer"))
        rows.append(row)
    rows = Signature.objects.bulk_create(rows)
    given = {"wording": page.version.publish_wording, "version": page.version, "channel": "online", "given_at": now}
    Consent.objects.bulk_create(Consent(purpose=Purpose.PUBLISH, signature=row, **given) for row in rows)
    return rows


def race(rows: list[Signature], act) -> list:
    """For each row a moderator who publishes, and its signer's act, all in turns on many connections."""
    staff = builders.organiser()

    def publish(row: Signature):
        return lambda: moderation.decide(row.pk, State.PUBLISHED, by=staff) and None

    jobs = []
    for number, row in enumerate(rows):
        pair = [publish(row), lambda row=row: act(row)]
        jobs += pair if number % 2 else reversed(pair)
    return [error for error in at_once(*jobs) if isinstance(error, Exception) and not isinstance(error, EXPECTED)]


def expect_nobody_visible(page) -> None:
    assert not Signature.objects.published().exists()
    assert not SignatureWord.objects.exists()
    assert "Racer" not in words(Visitor().get(page.wall_url))
    assert Visitor().get(f"{page.url}count.json").json() == {"count": 0}


def test_of_a_thousand_races_between_withdrawing_and_publishing_none_leaves_a_name_visible():
    page = builders.statement()
    rows = waiting(page, 1_000)
    assert race(rows, lambda row: own.withdraw(row.pk)) == []
    assert set(Signature.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert not Consent.objects.active().exists()
    expect_nobody_visible(page)


def test_of_three_hundred_races_between_erasing_and_publishing_none_leaves_anything():
    page = builders.statement()
    rows = waiting(page, 300)
    assert race(rows, lambda row: erasure.erase_everything(erasure.mailbox_of_supporter(row.supporter))) == []
    for table in (Signature, Supporter, Consent):
        assert not table.objects.exists(), table
    expect_nobody_visible(page)


def test_taking_the_name_off_wins_over_publishing_and_its_undo():
    page = builders.statement()
    rows = waiting(page, 200)
    assert race(rows, lambda row: corrections.show_less(row.pk, "count_only")) == []
    assert not Signature.objects.on_the_wall().exists()
    assert not SignatureWord.objects.exists()
    assert "Racer" not in words(Visitor().get(page.wall_url))


def test_two_presses_of_erase_and_a_new_signature_at_once_are_no_error():
    page = builders.statement()
    for row in waiting(page, 10):
        mailbox = erasure.mailbox_of_supporter(row.supporter)
        address = row.supporter.address
        answers = at_once(
            lambda mailbox=mailbox: erasure.erase_everything(mailbox) and None,
            lambda mailbox=mailbox: erasure.erase_everything(mailbox) and None,
            lambda address=address: Visitor().sign(page, email=address).status_code,
        )
        assert not [answer for answer in answers if isinstance(answer, Exception)]
        assert 303 in answers
