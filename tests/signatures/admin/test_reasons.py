"""The reasons for rejecting are the organisers' own list, and one of them may write to the signer."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import ProtectedError
from django.utils import timezone

from outbox.models import Message
from signatures.models import Decision, Reason
from signatures.services import moderation, own
from signatures.services.transitions import NOT_PUBLISHED_MAIL
from signatures.states import State
from tests import builders
from tests.signatures.admin.desk import QUEUE, decide, page_of, said, state

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/signatures/reason/"
ADD = "/admin/snippets/signatures/reason/add/"


def reason(**fields) -> Reason:
    return Reason.objects.create(**{"label": "a slogan, not a name"} | fields)


def kind_one(**fields) -> Reason:
    return reason(mails_signer=True, mail_text="We only print names, dear friend of {statement}.", **fields)


def reject(signature, why: Reason | None) -> Decision:
    return moderation.decide(signature.pk, State.REJECTED, by=builders.organiser(), reason=why)


def waiting_mails() -> int:
    return Message.objects.filter(kind=NOT_PUBLISHED_MAIL).queued().count()


def test_an_organiser_adds_one_and_it_stands_in_the_queue(statement, organiser, moderator):
    builders.signature(statement)
    builders.reason("somebody else", kind=Reason.Kind.REJECT)
    page = organiser.get(ADD).content.decode()
    assert "What the mail says" in page
    form = {"label": "a slogan, not a name", "kind": "reject", "position": "5", "active": "on", "mail_text": "x"}
    organiser.post(ADD, form)
    made = Reason.objects.get(label="a slogan, not a name")
    text = moderator.get(QUEUE).content.decode()
    assert f'<option value="{made.code}">a slogan, not a name</option>' in text
    assert text.index("a slogan, not a name") < text.index("somebody else")


def test_the_list_shows_ticks_and_crosses_for_yes_and_no(organiser):
    kind_one(active=False)
    rows = BeautifulSoup(organiser.get(LIST).content, "html.parser").find_all("tr")
    (row,) = [row for row in rows if "a slogan" in row.text]
    marks = [icon["class"] for icon in row.select("svg.icon-check, svg.icon-cross")]
    assert ["icon-check" in mark for mark in marks] == [False, True]  # out of use; writes to the signer


def test_moderators_choose_from_the_list_and_do_not_change_it(statement, moderator):
    assert moderator.get(ADD).status_code == 302
    moderator.post(ADD, {"label": "mine", "kind": "both", "position": "1", "active": "on", "mail_text": "x"})
    assert not Reason.objects.filter(label="mine").exists()


def test_one_out_of_use_is_offered_no_more_and_old_decisions_keep_it(statement, moderator):
    why = reason()
    signature = builders.signature(statement)
    decide(moderator, signature, "reject", reason=why.code)
    Reason.objects.filter(pk=why.pk).update(active=False)
    builders.signature(statement)
    assert "a slogan, not a name" not in moderator.get(QUEUE).content.decode()
    assert "a slogan, not a name" in moderator.get(page_of(signature)).content.decode()
    with pytest.raises(ProtectedError):
        why.delete()


def test_a_reason_for_setting_aside_is_none_for_rejecting(statement, moderator):
    signature = builders.signature(statement)
    builders.reason("to_check", kind=Reason.Kind.HOLD)
    told = said(decide(moderator, signature, "reject", reason="to_check"))
    assert "“needs a second look” is no reason for that" in told
    assert state(signature) == State.WAITING
    decide(moderator, signature, "hold", reason="to_check")
    assert state(signature) == State.HELD


def test_a_reason_that_never_was_is_refused(statement, moderator):
    signature = builders.signature(statement)
    assert decide(moderator, signature, "reject", reason="nonsense").status_code == 400
    assert state(signature) == State.WAITING


@pytest.mark.parametrize("text", ["", "   ", "Hello {roles}"])
def test_a_mail_needs_words_that_can_be_filled_in(text):
    with pytest.raises(ValidationError) as refused:
        Reason(label="x", mails_signer=True, mail_text=text).full_clean()
    assert set(refused.value.message_dict) == {"mail_text"}


# --- The polite mail ------------------------------------------------------------------------------------------


def test_nobody_is_written_to_unless_the_reason_says_so(statement):
    reject(builders.signature(statement), builders.reason())
    reject(builders.signature(statement), None)
    assert waiting_mails() == 0


def test_the_mail_waits_ten_minutes_and_says_what_organisers_wrote_and_no_more(statement, sent_mail):
    signature = builders.signature(statement, email="ada@example.org", first_name="Rudecanary", roles="Rolecanary")
    made = moderation.decide(
        signature.pk, State.REJECTED, by=builders.organiser(), reason=kind_one(), note="notecanary"
    )
    message = Message.objects.get(kind=NOT_PUBLISHED_MAIL)
    assert message.due_at - made.made_at == timedelta(minutes=10)
    assert sent_mail() == []
    Message.objects.update(due_at=timezone.now())
    (sent,) = sent_mail()
    assert sent.to == ["ada@example.org"]
    assert f"We only print names, dear friend of {statement.title}." in sent.body
    for part in (sent.subject, sent.body, sent.alternatives[0][0]):
        for secret in ("Rudecanary", "Rolecanary", "notecanary", "slogan"):
            assert secret not in part


@pytest.mark.parametrize("what", ["undo", "publish", "hold", "withdraw", "reject for another reason"])
def test_the_mail_is_taken_back_when_the_rejection_is(statement, what):
    signature = builders.signature(statement)
    made = reject(signature, kind_one())
    assert waiting_mails() == 1
    by = builders.organiser()
    if what == "undo":
        moderation.undo(made.pk, by=by)
    elif what == "withdraw":
        own.withdraw(signature.pk)
    else:
        to = State.PUBLISHED if what == "publish" else State.HELD
        moderation.decide(signature.pk, to, by=by, seen=State.REJECTED)
        if what == "reject for another reason":
            moderation.decide(signature.pk, State.REJECTED, by=by, seen=State.HELD)
    assert waiting_mails() == 0


def test_whoever_said_never_mail_me_is_not_mailed(statement, sent_mail):
    first, second = builders.signature(statement), builders.signature(statement)
    first.supporter.suppressed_at = second.supporter.suppressed_at = timezone.now()
    first.supporter.save()
    reject(first, kind_one())
    assert waiting_mails() == 0
    reject(second, Reason.objects.get(mails_signer=True))
    second.supporter.save()  # said it between the decision and the mail
    Message.objects.update(due_at=timezone.now())
    sent_mail()
    assert mail.outbox == []


def test_a_mail_that_organisers_switched_off_meanwhile_stays_unsent(statement, sent_mail):
    reject(builders.signature(statement), kind_one())
    Reason.objects.update(mails_signer=False)
    Message.objects.update(due_at=timezone.now())
    assert sent_mail() == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_decisions_from_before_the_list_stay_readable():
    """The step that made the list, walked back and forward over rows that have a reason and rows that have none."""
    latest = [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "signatures"]
    builders.home()
    statement = builders.statement()
    reject(builders.signature(statement), builders.reason("duplicate", label="the same again"))
    reject(builders.signature(statement), None)
    try:
        MigrationExecutor(connection).migrate([("signatures", "0004_name_keys")])
        with connection.cursor() as cursor:
            cursor.execute("SELECT reason FROM signatures_decision ORDER BY id")
            assert cursor.fetchall() == [("duplicate",), ("",)]
    finally:
        MigrationExecutor(connection).migrate(latest)
    made = Decision.objects.order_by("pk").select_related("reason")
    assert [str(decision.reason) for decision in made] == ["the same person signed already", "None"]
    assert list(Reason.objects.values_list("code", flat=True)) == [
        "abuse", "not_a_name", "somebody_else", "duplicate", "to_check", "other",
    ]  # fmt: skip
    assert not Reason.objects.filter(mails_signer=True).exists()
