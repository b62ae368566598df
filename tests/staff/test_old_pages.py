"""A page of the desk that was opened before its reader logged in again: what its buttons answer."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.signatures.admin.desk import decide
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db

QUEUE = "/admin/signatures/queue/?page=2"


def test_a_form_from_before_the_last_login_does_nothing_and_says_what_to_do():
    signature = builders.signature(builders.statement())
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.user("moderator"))
    answer = decide(client, signature, "publish", csrfmiddlewaretoken="x" * 32)
    assert answer.status_code == 403
    assert "Nothing was done. Go back, load the page again" in words(answer)
    assert "CSRF" not in words(answer)
    assert 'href="/admin/"' in answer.content.decode()
    signature.refresh_from_db()
    assert signature.state == "waiting"


def login(leads_to: str) -> str:
    return "/admin/login/?" + urlencode({"next": leads_to}, safe="/")


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        (f"http://testserver{QUEUE}", QUEUE),
        ("http://testserver/statement/", "/admin/"),
        ("https://elsewhere.example/admin/signatures/queue/", "/admin/"),
        ("//elsewhere.example/admin/", "/admin/"),
        ("http://[", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_whose_login_ran_out_comes_back_to_the_page_of_the_form(came_from, leads_to):
    signature = builders.signature(builders.statement())
    user = builders.user("moderator")
    client = Client()
    target = reverse("signatures_admin:card_decide", args=[signature.pk])
    sent_away = client.post(target, {"decision": "publish"}, headers={"referer": came_from})
    assert sent_away["Location"] == login(leads_to)
    assert "what you pressed last was not done" in words(client.get(sent_away["Location"]))
    form = {"username": user.email, "password": builders.PASSWORD, "next": leads_to}
    assert client.post(sent_away["Location"], form)["Location"] == leads_to
    assert client.get(leads_to).status_code == 200
    signature.refresh_from_db()
    assert signature.state == "waiting"


def test_a_script_that_is_sent_away_says_it_no_second_time():
    client = Client()
    target = reverse("signatures_admin:card_decide", args=[1])
    client.post(target, headers={"accept": "application/json"})
    shown = client.get(client.post(target)["Location"])
    assert len(parsed(shown).select(".messages li")) == 1


def test_a_visit_without_a_login_still_leads_to_where_it_wanted():
    answer = Client().get(QUEUE)
    assert answer["Location"] == login(QUEUE)
