"""What erasing takes and what it leaves, by the page and by the commands for letters."""

import io
import json
import logging

import pytest
from django.core.management import CommandError, call_command

from outbox.models import Message, Suppression
from signatures.models import Consent, Correction, Decision, Signature, SignatureWord, Supporter
from signatures.services import erasure, own
from signatures.states import State
from tests import builders
from tests.enquiries import builders as enquiries
from tests.signatures.visitor import Visitor, words

pytestmark = pytest.mark.django_db


# --- What goes, and what stays ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", State)
def test_a_signature_is_erased_in_every_state(page, state):
    signature = builders.signature(page, state, email="ada@example.org")
    gone = erasure.erase_everything(erasure.mailbox_of_supporter(signature.supporter))
    assert gone["signatures.Signature"] == 1
    for table in (Signature, SignatureWord, Consent, Decision, Correction, Supporter):
        assert not table.objects.exists(), table


def test_a_dry_run_counts_what_would_go_and_leaves_it(page):
    signature = builders.signature(page, State.PUBLISHED, email="ada@example.org")
    mailbox = erasure.mailbox_of_supporter(signature.supporter)
    would = erasure.erase_everything(mailbox, dry_run=True)
    assert Signature.objects.get() == signature
    assert Message.objects.count() == 1
    assert erasure.erase_everything(mailbox) == would


def test_another_persons_mails_and_rows_stay_even_where_the_numbers_are_the_same(page):
    others = [builders.signature(page, State.PUBLISHED) for _ in range(3)]
    mine = builders.signature(page, State.PUBLISHED)
    erasure.erase_everything(erasure.mailbox_of_supporter(mine.supporter), never_mail=True)
    assert set(Signature.objects.all()) == set(others)
    assert set(Message.objects.values_list("subject_id", flat=True)) == {other.pk for other in others}


def test_a_supporter_without_a_signature_and_an_enquirer_without_either_are_erased(page, sent_mail):
    enquiries.enquiry(enquiries.contact_page(), email="ngoc@example.org")
    from enquiries.models import Enquiry
    from signatures import addresses

    mailbox = erasure.mailbox_of(addresses.parse("ngoc@EXAMPLE.org"))
    assert erasure.erase_everything(mailbox)["enquiries.Enquiry"] == 1
    assert not Enquiry.objects.exists()
    assert [mail.to for mail in sent_mail()] == [["ngoc@example.org"]]


def test_erasing_of_whom_nothing_is_held_mails_nobody(page, sent_mail):
    from signatures import addresses

    assert erasure.erase_everything(erasure.mailbox_of(addresses.parse("ada@example.org"))) == {}
    assert sent_mail() == []


def test_who_never_wanted_mail_gets_no_last_one_and_stays_on_that_list(page, sent_mail):
    builders.signature(page, State.PUBLISHED, email="ada@example.org")
    other = builders.statement("other", title="Other")
    gone = builders.signature(other, State.WAITING, email="ada@example.org")
    own.not_me(gone.pk)
    erasure.erase_everything(erasure.mailbox_of_supporter(gone.supporter))
    assert sent_mail() == []
    assert Suppression.objects.count() == 1
    assert Supporter.objects.get().address == ""


# --- By letter -------------------------------------------------------------------------------------------------------


def said(command: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_the_command_erases_after_a_dry_run_and_repeats_no_address(page, caplog):
    caplog.set_level(logging.DEBUG)
    builders.signature(page, State.PUBLISHED, email="ada.by.post@example.org")
    planned = said("erase", "Ada.By.Post@example.org", "--dry-run")
    assert "signatures.Signature would be erased: 1" in planned
    assert Signature.objects.exists()
    done = said("erase", "ada.by.post@example.org", "--never-mail")
    assert "signatures.Signature erased: 1" in done
    assert not Signature.objects.exists()
    assert Suppression.objects.exists()
    assert "by.post" not in (planned + done + caplog.text).lower()
    assert "Nothing is held" in said("erase", "ada.by.post@example.org")


def test_the_command_exports_what_the_owner_can_download(page, tmp_path):
    builders.signature(page, State.PUBLISHED, email="ada@example.org")
    assert json.loads(said("export_supporter", "ada@example.org"))["signatures"][0]["first_name"] == "Ada"
    assert "signatures: 1" in said("export_supporter", "ada@example.org", "--dry-run")
    file = tmp_path / "ada.json"
    told = said("export_supporter", "ada@example.org", "--output", str(file))
    assert "Lovelace" not in told
    assert file.stat().st_mode & 0o077 == 0
    assert "Lovelace" in file.read_text()
    with pytest.raises(CommandError):
        said("export_supporter", "ada@example.org", "--output", str(file))
    assert "Nothing is held" in said("export_supporter", "grace@example.org")


@pytest.mark.parametrize("command", ["erase", "export_supporter"])
def test_a_slip_in_the_address_is_refused_without_repeating_it(command):
    with pytest.raises(CommandError) as refused:
        call_command(command, "canary@")
    assert "canary" not in str(refused.value)


def test_a_moderator_who_comes_too_late_is_told_that_it_was_erased(page):
    from tests.signatures.admin.conftest import logged_in

    signature = builders.signature(page, State.WAITING)
    browser = logged_in("moderator")
    erasure.erase_everything(erasure.mailbox_of_supporter(signature.supporter))
    assert browser.post(f"/admin/signatures/queue/{signature.pk}/decide/", {"decision": "publish"}).status_code == 404
    assert "Lovelace" not in words(Visitor().get(page.wall_url))
