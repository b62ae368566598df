"""What people agreed to, as counts for organisers; wordings that are never edited; confirming mails sent again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from signatures.models import Consent, ConsentWording, Signature, StatementPage
from signatures.services import consents, own
from signatures.states import State
from tests import builders
from tests.signatures.admin.desk import LIST, said
from tests.signatures.admin.test_wording import edit
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db

PAGE = "/admin/signatures/consents/"


def rows(response) -> list[list[str]]:
    """The cells of every wording's row, as text; without the labels that stand in them on a phone."""
    shown = parsed(response)
    for label in shown.select(".desk-cell-label"):
        label.decompose()
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in shown.select(".desk-table tbody tr")
    ]


class TestTheCounts:
    def test_each_purpose_shows_who_holds_it_and_who_took_it_back(self, statement, organiser):
        for state in (State.WAITING, State.PUBLISHED, State.WITHDRAWN):
            builders.signature(statement, state)
        publish, keep = rows(organiser.get(PAGE))
        assert publish[0] == statement.publish_wording
        assert (publish[1], publish[3], publish[4]) == ("1", "2", "1")
        assert (keep[0], keep[3], keep[4]) == (statement.keep_in_touch_wording, "0", "0")

    def test_a_new_wording_is_a_row_of_its_own_and_the_old_keeps_its_people(self, statement, organiser):
        builders.signature(statement, State.PUBLISHED)
        statement.publish_wording = "Print my name."
        statement.save_revision().publish()
        builders.signature(StatementPage.objects.get(), State.WAITING)
        new, old, keep = rows(organiser.get(PAGE))
        assert (new[0], new[1], new[3]) == ("Print my name.", "2", "1")
        assert (old[1], old[3]) == ("1", "1")
        assert keep[1] == "1, 2"

    def test_statements_are_told_apart_although_their_words_are_the_same(self, statement):
        other = builders.statement("other", title="Another")
        builders.signature(other, State.PUBLISHED)
        found = {each.statement.title: each.purposes[0].active for each in consents.figures()}
        assert found == {"Another": 1, statement.title: 0}

    def test_no_person_shows(self, statement, organiser):
        builders.signature(statement, State.PUBLISHED, email="canary@canary.example", last_name="Canary")
        assert "canary" not in organiser.get(PAGE).content.decode().lower()

    def test_before_anything_was_published_it_says_so(self, organiser, statement):
        statement.versions.all().delete()
        assert "No statement was published yet." in words(organiser.get(PAGE))

    def test_it_costs_the_same_however_many_agreed(self, statement):
        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                consents.figures()
            return len(captured)

        before = cost()
        for _ in range(5):
            builders.signature(statement, State.PUBLISHED)
        assert cost() == before == 3


class TestAWordingIsNeverEdited:
    def test_editing_it_in_the_editor_makes_a_new_one_and_leaves_the_old_to_its_people(self, statement, organiser):
        signed = builders.signature(statement, State.PUBLISHED)
        before = list(ConsentWording.objects.order_by("pk").values())

        edit(organiser, statement, "action-publish", publish_wording="Print my name on this site.")

        after = list(ConsentWording.objects.order_by("pk").values())
        assert after[: len(before)] == before
        (new,) = after[len(before) :]
        assert new["text"] == "Print my name on this site."
        assert Consent.objects.get(signature=signed).wording.text == statement.publish_wording
        signed.refresh_from_db()
        assert signed.version.number == 1

    def test_going_back_to_earlier_words_finds_them_again(self, statement, organiser):
        first = statement.publish_wording
        for text in ("Other words.", first):
            edit(organiser, StatementPage.objects.get(), "action-publish", publish_wording=text)
        assert ConsentWording.objects.filter(purpose="publish").count() == 2
        assert StatementPage.objects.get().version.number == 1


class TestSendingAgain:
    URL = "/admin/signatures/resend/"

    def unconfirmed(self, statement, **fields) -> Signature:
        return builders.signature(statement, State.UNCONFIRMED, created_at=timezone.now() - timedelta(days=1), **fields)

    def test_the_list_of_the_unconfirmed_offers_it_to_organisers_only(self, statement, organiser, moderator):
        self.unconfirmed(statement)
        builders.signature(statement, State.WAITING)
        shown = organiser.get(f"{LIST}?state=unconfirmed")
        (form,) = [form for form in parsed(shown).find_all("form") if form.get("action") == self.URL]
        assert [field["value"] for field in form.select("[name=shown]")] == [str(Signature.objects.earliest("pk").pk)]
        for response in (moderator.get(f"{LIST}?state=unconfirmed"), organiser.get(LIST)):
            assert self.URL not in response.content.decode()

    def test_it_mails_those_on_the_screen_and_says_what_became_of_each(self, statement, organiser, sent_mail):
        rows = [self.unconfirmed(statement), self.unconfirmed(statement), builders.signature(statement)]
        never = self.unconfirmed(statement)
        own.not_me(never.pk)
        answer = organiser.post(self.URL, {"shown": [row.pk for row in rows] + [never.pk]}, follow=True)
        assert said(answer).strip() == "2 mails go out now. 2 need none any more."
        assert len(sent_mail()) == 2
        again = organiser.post(self.URL, {"shown": [row.pk for row in rows[:2]]}, follow=True)
        assert said(again).strip() == "2 wait until their mailboxes may be mailed again."
        assert len(sent_mail()) == 2

    def test_nobody_else_is_mailed(self, statement, organiser):
        asked, other = self.unconfirmed(statement), self.unconfirmed(statement)
        organiser.post(self.URL, {"shown": [asked.pk]})
        assert set(Message.objects.values_list("subject_id", flat=True)) == {asked.pk}
        assert other.pk != asked.pk

    @pytest.mark.parametrize("shown", [["x"], ["1" * 30], [str(number) for number in range(201)]])
    def test_what_cannot_be_read_is_a_bad_request(self, organiser, shown):
        assert organiser.post(self.URL, {"shown": shown}).status_code == 400

    def test_without_anybody_it_says_so(self, organiser):
        assert said(organiser.post(self.URL, {}, follow=True)).strip() == "There was nobody to mail."

    def test_opening_the_address_does_nothing(self, organiser):
        assert organiser.get(reverse("signatures_admin:resend")).status_code == 405
