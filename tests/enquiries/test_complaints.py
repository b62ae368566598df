"""Complaints and questions about one's data: a clock of 30 days runs until an organiser has acknowledged them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.test.utils import WagtailPageTestCase

from enquiries.clock import ACKNOWLEDGE_WITHIN
from enquiries.models import ComplaintPage, Enquiry
from enquiries.services import handling
from enquiries.states import State
from home.models import HomePage
from tests import builders as site
from tests.enquiries import builders
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db

LIST = "/admin/enquiries/enquiry/"


@pytest.fixture
def page() -> ComplaintPage:
    return builders.complaint_page(notify="ann@example.org")


@pytest.fixture
def organiser() -> Client:
    client = Client()
    client.force_login(site.user("organiser"))
    return client


def aged(page, days: float, state: State = State.NEW, **fields) -> Enquiry:
    return builders.enquiry(page, state, received_at=timezone.now() - timedelta(days=days), **fields)


class TreeRules(WagtailPageTestCase):
    def test_it_stands_beneath_the_home_page_and_nothing_beneath_it(self):
        self.assertAllowedParentPageTypes(ComplaintPage, {HomePage})
        self.assertAllowedSubpageTypes(ComplaintPage, {})


class TestForThePublic:
    def test_the_form_asks_and_its_answer_says_that_it_has_come(self, page, client):
        shown = client.get(page.url)
        assert "What is your complaint about?" in words(shown)
        assert "acknowledge every complaint within 30 days" in words(shown)
        assert not shown.cookies
        answer = builders.send(client, page)
        assert "We have your complaint" in words(client.get(answer["Location"]))
        assert Enquiry.objects.get().values["remedy"] == "An apology"

    @pytest.mark.parametrize("missing", ["complaint_about", "what_happened", "name", "email"])
    def test_a_refused_one_keeps_what_was_typed(self, page, client, missing):
        refused = builders.send(client, page, **{missing: ""})
        assert refused.status_code == 422
        if missing != "what_happened":
            assert "shouted at me" in words(refused)
        assert not Enquiry.objects.exists()

    def test_what_would_put_it_right_may_stay_empty(self, page, client):
        assert builders.send(client, page, remedy="").status_code == 303

    def test_it_is_answered_at_once_and_the_organisers_are_told_the_day(self, page, client, sent_mail):
        builders.send(client, page)
        mails = {mail.to[0]: mail for mail in sent_mail()}
        day = timezone.localtime(timezone.now() + ACKNOWLEDGE_WITHIN)
        assert "within 30 days" in mails["grace@example.org"].body
        assert "shouted" not in mails["grace@example.org"].body
        for text in (mails["ann@example.org"].body, mails["ann@example.org"].alternatives[0].content):
            assert f"acknowledged by {day.day} {day:%B %Y}" in text

    def test_a_mail_about_something_without_a_clock_names_no_day(self, client, sent_mail):
        builders.send(client, builders.contact_page(notify="ann@example.org"))
        assert "acknowledged by" not in "".join(mail.body for mail in sent_mail())

    def test_the_footer_leads_there(self, page, client):
        footer = parsed(client.get("/")).find("footer")
        assert footer.find("a", href="/complaints/")


class TestTheClock:
    @pytest.mark.parametrize(("days", "overdue"), [(0, False), (29.9, False), (30.1, True)])
    def test_it_is_over_after_thirty_days(self, page, days, overdue):
        complaint = aged(page, days)
        assert complaint.is_overdue == overdue
        assert Enquiry.objects.overdue(timezone.now()).exists() == overdue

    @pytest.mark.parametrize("state", State)
    def test_it_runs_until_an_organiser_answers_or_closes_and_in_quarantine_too(self, page, state):
        complaint = aged(page, 31, state)
        runs = state in {State.NEW, State.QUARANTINED}
        assert complaint.is_overdue == runs
        assert (complaint.due_at is not None) == runs
        assert Enquiry.objects.to_acknowledge().exists() == runs

    def test_a_question_about_ones_data_has_the_same_clock_and_other_messages_have_none(self):
        contact = builders.contact_page()
        mine = aged(contact, 31, topic="my_data")
        aged(contact, 31, topic="idea")
        aged(builders.speaker_page(), 31)
        assert Enquiry.objects.overdue(timezone.now()).get() == mine


class TestForOrganisers:
    def test_the_list_shows_the_day_and_in_red_what_is_overdue(self, page, organiser):
        aged(page, 1)
        late = aged(page, 40)
        shown = parsed(organiser.get(LIST))
        due = [tag.get_text(" ", strip=True) for tag in shown.select(".inbox-due")]
        assert [text.split(" ")[0] for text in due] == ["Acknowledge", "Overdue"]
        (red,) = shown.select(".inbox-overdue")
        assert red.time["datetime"] == timezone.localtime(late.due_at).date().isoformat()

    def test_what_must_be_acknowledged_is_one_list_the_oldest_first_and_without_what_is_done(self, page, organiser):
        new, late, spam = aged(page, 1), aged(page, 40), aged(page, 20, State.QUARANTINED)
        aged(page, 35, State.ANSWERED)
        aged(builders.contact_page(), 50)

        def numbers(query: str) -> list[int]:
            links = parsed(organiser.get(f"{LIST}?{query}")).select(".desk-table th[scope=row] a")
            return [int(link["href"].rstrip("/").rsplit("/", 1)[1]) for link in links]

        assert numbers("due=open") == [late.pk, spam.pk, new.pk]
        assert numbers("due=overdue") == [late.pk]
        assert numbers("kind=complaint") == [new.pk, late.pk]

    def test_an_empty_list_says_so(self, page, organiser):
        assert "Nothing waits for an acknowledgement." in words(organiser.get(f"{LIST}?due=open"))

    def test_its_own_page_shows_the_day_until_it_is_answered(self, page, organiser):
        complaint = aged(page, 40)
        address = f"{LIST}inspect/{complaint.pk}/"
        assert "Overdue since" in words(organiser.get(address))
        handling.move(complaint.pk, State.ANSWERED, by=site.organiser(), seen=State.NEW)
        assert "Overdue since" not in words(organiser.get(address))

    @pytest.mark.parametrize(
        ("days", "said"), [((1, 2), "the next by"), ((40, 1), "1 is overdue"), ((40, 41), "2 are")]
    )
    def test_the_admins_home_counts_them_and_says_what_is_overdue(self, page, organiser, days, said):
        for number in days:
            aged(page, number)
        panel = parsed(organiser.get("/admin/")).find(id="inbox-panel-title").parent
        (figure,) = panel.select("a[href$='?due=open']")
        text = " ".join(figure.get_text(" ").split())
        assert text.startswith("2 complaints and data requests to acknowledge")
        assert said in text
        assert bool(figure.select(".inbox-overdue")) == ("overdue" in said or "are" in said)
