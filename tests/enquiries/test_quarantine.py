"""Suspected spam is set aside, never lost, never told; and a thousand of it hide nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enquiries import checks
from enquiries.checks import Suspicion
from enquiries.models import Enquiry
from enquiries.states import State
from outbox.models import Message
from tests import builders as site
from tests.enquiries import builders

pytestmark = pytest.mark.django_db

LINKS = "See https://a.example and https://b.example and www.c.example now"
LONG = "We sell the very best followers for every account you may ever have. Number {}"


@pytest.mark.parametrize(
    "fields",
    [
        {"message": LINKS},
        {"message": '<a href="//x.example">x</a>'},
        {"message": "[url=x.example]x[/url]"},
        {"name": "www.cheap.example"},
    ],
    ids=str,
)
def test_advertisements_are_quarantined_with_no_mail_and_the_same_answer(client, fields):
    page = builders.contact_page(notify="ann@example.org")
    good = builders.send(client, page)
    Message.objects.all().delete()

    answer = builders.send(client, page, **fields)

    assert answer.status_code == good.status_code == 303
    assert sorted(answer.headers) == sorted(good.headers)
    assert len(answer["Location"]) == len(good["Location"])
    suspected = Enquiry.objects.quarantined().get()
    assert suspected.suspicion == Suspicion.LINKS
    assert not Message.objects.exists()
    assert client.get(answer["Location"]).content == client.get(good["Location"]).content


def test_a_journalist_with_two_links_is_not_suspected(client):
    builders.send(client, builders.contact_page(), message="I am at https://paper.example, see www.paper.example/me")
    assert Enquiry.objects.get().state == State.NEW


def test_the_same_text_again_and_again_is_quarantined_whatever_its_disguise(client):
    page = builders.contact_page()
    text = LONG.format("")
    for number, disguise in enumerate([text, text.upper(), text.replace(" ", " - "), f"  {text}!!"]):
        builders.send(client, page, email=f"a{number}@example.org", message=disguise)
    assert list(Enquiry.objects.order_by("pk").values_list("suspicion", flat=True)) == [
        "",
        "",
        "same_text",
        "same_text",
    ]


def test_short_texts_may_be_alike(client):
    page = builders.contact_page()
    for number in range(4):
        builders.send(client, page, email=f"a{number}@example.org", message="Please ring me.")
    assert Enquiry.objects.new().count() == 4


def test_very_many_from_one_mailbox_are_quarantined(client):
    page = builders.contact_page()
    for number in range(checks.SAME_MAILBOX + 1):
        builders.send(client, page, email=f"a+{number}@example.org", message=f"Message {number}")
    assert Enquiry.objects.quarantined().get().suspicion == Suspicion.SAME_MAILBOX


def test_a_flood_is_quarantined_and_mails_nobody_any_more(client):
    page = builders.contact_page(notify="ann@example.org")
    for number in range(checks.FLOOD):
        builders.enquiry(page, email=f"f{number}@example.org")
    builders.send(client, page, email="one.more@example.org")
    assert Enquiry.objects.quarantined().get().suspicion == Suspicion.FLOOD
    assert not Message.objects.exists()


def test_a_thousand_of_spam_hide_no_real_one(client):
    page, speaker = builders.contact_page(), builders.speaker_page()
    for number in range(1_000):
        builders.enquiry(page, State.QUARANTINED, email=f"s{number}@example.org", name=f"Spammer {number}")
    builders.send(client, speaker)
    client.force_login(site.organiser())

    inbox = client.get(reverse("enquiries_enquiry_modeladmin_index"))
    home = client.get(reverse("wagtailadmin_home")).content.decode()

    shown = inbox.content.decode()
    assert "Ngọc" in shown
    assert "Spammer" not in shown
    assert inbox.context["counts"] == {"new": 1, "answered": 0, "closed": 0, "quarantined": 1_000}
    assert "1,000" in shown
    assert "speaker requests not answered" in home


def test_a_spam_wave_through_the_form_leaves_the_real_one_in_front(client):
    page = builders.contact_page(notify="ann@example.org")
    for number in range(60):
        builders.send(client, page, email=f"s{number}@example.org", message=f"{LINKS} {number}")
    builders.send(client, page)
    assert Enquiry.objects.quarantined().count() == 60
    assert Enquiry.objects.new().get().name == "Zoë O’Neill"


def test_receiving_costs_the_same_however_many_there_are(client):
    page = builders.contact_page(notify="ann@example.org")

    def queries(number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            builders.send(client, page, email=f"q{number}@example.org", message=LONG.format(number))
        return len(captured)

    queries(0)
    few = queries(1)
    for number in range(300):
        builders.enquiry(page, State.QUARANTINED, email=f"s{number}@example.org")
    assert queries(2) == few <= 16
