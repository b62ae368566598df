""" "This wasn't me" in the auto-answer: deletes what was written, and ends all such mails for ever."""

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from enquiries import links
from enquiries.models import Enquiry
from outbox.models import Suppression
from tests import builders as site
from tests.enquiries import builders
from tests.signatures.visitor import Visitor, link, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return builders.contact_page(notify="ann@example.org")


def answer_to(page, sent_mail, address: str = "ada@example.org"):
    builders.send(Client(), page, email=address)
    (answer,) = [mail for mail in sent_mail() if mail.to == [address]]
    return answer


def test_the_auto_answer_carries_the_link_in_its_text_and_its_html(page, sent_mail):
    answer = answer_to(page, sent_mail)
    path = link(answer, "/not-me/")
    assert path in answer.alternatives[0].content
    assert "This wasn't me: never mail me again" in answer.body


def test_its_page_asks_and_its_button_does_it(page, sent_mail):
    path = link(answer_to(page, sent_mail), "/not-me/")
    visitor = Visitor()

    asked = visitor.get(path)
    assert asked.status_code == 200
    assert Enquiry.objects.exists()
    done = visitor.press(asked)

    assert "Done: it is gone" in words(visitor.follow(done))
    assert not Enquiry.objects.exists()
    assert Suppression.objects.count() == 1
    for response in (asked, done):
        assert not response.cookies
        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_it_changes_nothing(page, sent_mail, method):
    path = link(answer_to(page, sent_mail), "/not-me/")
    getattr(Client(), method)(path)
    assert Enquiry.objects.count() == 1
    assert not Suppression.objects.exists()


def test_no_form_of_the_site_causes_mail_to_that_mailbox_afterwards(page, sent_mail):
    path = link(answer_to(page, sent_mail), "/not-me/")
    Client().post(path)
    before = len(sent_mail())

    builders.send(Client(), page, email="ADA@example.org", message="Another message, to somebody who wants none.")
    Visitor().sign(site.statement(), email="ada@example.org")

    assert [mail.to for mail in sent_mail()[before:]] == [["ann@example.org"]]


def test_what_the_mailbox_wrote_itself_at_another_time_stays(page, sent_mail):
    path = link(answer_to(page, sent_mail), "/not-me/")
    own = builders.enquiry(page, email="ada@example.org")
    Client().post(path)
    assert Enquiry.objects.get() == own


def test_it_works_for_ever_and_as_often_as_it_is_pressed(page, sent_mail):
    path = link(answer_to(page, sent_mail), "/not-me/")
    Enquiry.objects.all().delete()
    answers = [Client().post(path) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Suppression.objects.count() == 1


def test_the_history_says_that_it_went_and_nothing_of_whose_it_was(page, sent_mail):
    number = (path := link(answer_to(page, sent_mail), "/not-me/")) and Enquiry.objects.get().pk
    Client().post(path)
    entry = ModelLogEntry.objects.get(action="enquiries.not_me")
    assert (entry.label, entry.user, entry.deleted) == (f"enquiry {number}", None, True)


@pytest.mark.parametrize("token", ["x", "é", "a" * 300, "AAAA-BBBB_"])
def test_a_link_that_is_not_ours_says_so(db, token):
    for response in (Client().get(f"/enquire/not-me/{token}/"), Client().post(f"/enquire/not-me/{token}/")):
        assert response.status_code == 404
        assert "This link does not work" in words(response)


def test_a_seal_made_for_another_purpose_opens_nothing(page):
    from vault.seals import seal

    enquiry = builders.enquiry(page)
    with pytest.raises(links.BadLink):
        links.read_not_me(seal(f"{enquiry.pk} {enquiry.mailbox_key}", "wall"))


def test_another_sites_page_cannot_press_the_button(page, sent_mail):
    path = link(answer_to(page, sent_mail), "/not-me/")
    assert Client().post(path, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert Enquiry.objects.exists()
