"""The two forms through a browser's eyes: what they take, what they refuse, and that nothing typed is lost."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from enquiries.models import Enquiry
from enquiries.states import State
from public_forms import form_tokens
from public_forms.form_tokens import GOOD_FOR_HOURS, HOUR
from tests.enquiries import builders
from vault.ciphers import encrypt

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["contact", "speaker"])
def page(request):
    return {"contact": builders.contact_page, "speaker": builders.speaker_page}[request.param]()


def parsed(response) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def words(response) -> str:
    return " ".join(parsed(response).get_text(" ").split())


def held(response) -> dict[str, str | None]:
    """What the fields of the form on a page hold."""
    form = parsed(response).find("form", method="post")
    found: dict[str, str | None] = {}
    for control in form.find_all(["input", "textarea", "select"]):
        name = control["name"]
        if control.name == "textarea":
            found[name] = control.get_text().removeprefix("\n")
        elif control.name == "select":
            chosen = control.find("option", selected=True)
            found[name] = chosen["value"] if chosen else ""
        elif control.get("type") == "radio":
            found.setdefault(name, None)
            if control.has_attr("checked"):
                found[name] = control["value"]
        else:
            found[name] = control.get("value", "")
    return found


def test_a_good_form_is_kept_as_it_was_typed_and_leads_to_a_page_that_shows_the_address(page, client):
    answer = builders.send(client, page)

    assert answer.status_code == 303
    enquiry = Enquiry.objects.get()
    typed = builders.ANSWERS[page.kind]
    assert (enquiry.kind, enquiry.page_id, enquiry.state) == (page.kind, page.pk, State.NEW)
    assert enquiry.name == typed["name"]
    assert {name: enquiry.values.get(name) for name in typed if name not in ("name", "email")} == {
        name: value for name, value in typed.items() if name not in ("name", "email")
    }
    thanks = client.get(answer["Location"])
    assert thanks.status_code == 200
    assert page.thanks_heading in words(thanks)
    assert typed["email"] in words(thanks)


def test_the_page_after_the_form_is_kept_by_no_cache_and_named_to_no_other_site(page, client):
    answer = builders.send(client, page)
    for response in (answer, client.get(answer["Location"])):
        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies


BAD = [
    ("contact", {"name": ""}, "name"),
    ("contact", {"name": None}, "name"),
    ("contact", {"name": " \u00a0\t "}, "name"),
    ("contact", {"name": "\u200b\u200b"}, "name"),
    ("contact", {"name": "two\nlines"}, "name"),
    ("contact", {"name": "x" * 101}, "name"),
    ("contact", {"name": "Ada\u202egro.elpmaxe"}, "name"),
    ("contact", {"name": "Ada\x07"}, "name"),
    ("contact", {"email": ""}, "email"),
    ("contact", {"email": None}, "email"),
    ("contact", {"email": "no address"}, "email"),
    ("contact", {"email": "a@b"}, "email"),
    ("contact", {"email": "a@example.org\nBcc: b@example.org"}, "email"),
    ("contact", {"email": "a@example.org, b@example.org"}, "email"),
    ("contact", {"topic": None}, "topic"),
    ("contact", {"topic": "treason"}, "topic"),
    ("contact", {"message": ""}, "message"),
    ("contact", {"message": "\r\n \r\n"}, "message"),
    ("contact", {"message": "x" * 5_001}, "message"),
    ("contact", {"message": "bell \x07"}, "message"),
    ("contact", {"message": "\u2066turned"}, "message"),
    ("speaker", {"organisation": ""}, "organisation"),
    ("speaker", {"organisation": "x" * 151}, "organisation"),
    ("speaker", {"organisation_kind": ""}, "organisation_kind"),
    ("speaker", {"organisation_kind": "party "}, "organisation_kind"),
    ("speaker", {"place": ""}, "place"),
    ("speaker", {"dates": ""}, "dates"),
    ("speaker", {"dates": "x" * 501}, "dates"),
    ("speaker", {"presence": None}, "presence"),
    ("speaker", {"presence": "by post"}, "presence"),
    ("speaker", {"audience": ""}, "audience"),
    ("speaker", {"audience": "17"}, "audience"),
    ("speaker", {"about": ""}, "about"),
    ("speaker", {"about": "x" * 3_001}, "about"),
    ("speaker", {"phone": "ring me"}, "phone"),
    ("speaker", {"phone": "12"}, "phone"),
    ("speaker", {"phone": "0" * 41}, "phone"),
]


@pytest.mark.parametrize(("kind", "wrong", "field"), BAD, ids=[f"{kind}-{wrong}"[:50] for kind, wrong, _ in BAD])
def test_bad_input_gets_a_message_beside_its_field_and_everything_typed_is_kept(kind, wrong, field, client):
    page = {"contact": builders.contact_page, "speaker": builders.speaker_page}[kind]()
    refused = builders.send(client, page, **wrong)

    assert refused.status_code == 422
    assert not Enquiry.objects.exists()
    html = parsed(refused)
    beside = html.find(id=f"id_{field}_error")
    assert len(beside.get_text(strip=True)) > 15
    controls = html.find_all(attrs={"name": field})
    described = controls[0].get("aria-describedby") or html.find("fieldset", class_="field--wrong")["aria-describedby"]
    assert beside["id"] in described.split()
    first = f"{controls[0]['id']}"
    assert html.find(class_="errors").find("a", href=f"#{first}"), "the summary leads to the field"
    kept = held(refused)
    untouched = {name: value for name, value in builders.ANSWERS[page.kind].items() if name not in wrong}
    assert {name: kept[name] for name in untouched} == untouched


@pytest.mark.parametrize(
    "wrong",
    [
        {"website": "https://example.com/"},
        {"form_token": "made up"},
        {"form_token": None},
        {"form_token": "enquiry-page:1 1 " + "0" * 40},
    ],
    ids=str,
)
def test_a_robots_or_foreign_form_is_refused_with_everything_typed_and_can_be_sent_again(page, client, wrong):
    refused = builders.send(client, page, **wrong)

    assert refused.status_code == 422
    assert not Enquiry.objects.exists()
    assert parsed(refused).find(class_="errors")
    typed = builders.ANSWERS[page.kind]
    assert {name: held(refused)[name] for name in typed} == typed
    again = held(refused) | {"website": ""}
    assert client.post(f"/enquire/{page.pk}/", again).status_code == 303


def test_a_form_kept_too_long_is_refused_and_can_be_sent_again(page, client, monkeypatch):
    old = builders.form_data(page)
    now = form_tokens.time.time()
    monkeypatch.setattr(form_tokens, "time", SimpleNamespace(time=lambda: now + (GOOD_FOR_HOURS + 1) * HOUR))

    refused = client.post(f"/enquire/{page.pk}/", old)

    assert refused.status_code == 422
    assert "more than a day" in words(refused)
    assert client.post(f"/enquire/{page.pk}/", held(refused)).status_code == 303


def test_the_form_of_the_other_page_is_refused(client):
    contact, speaker = builders.contact_page(), builders.speaker_page()
    foreign = builders.form_data(speaker)["form_token"]

    assert builders.send(client, contact, form_token=foreign).status_code == 422


def test_the_phone_may_stay_empty(client):
    page = builders.speaker_page()
    assert builders.send(client, page, phone="").status_code == 303
    assert "Phone number" not in dict(Enquiry.objects.get().given)


def test_text_is_tidied_and_nothing_else_is_changed(client):
    page = builders.contact_page()
    builders.send(client, page, name="  Ada \u00a0 Lovelace ", message="One\r\n\r\nTwo 😀 \r\nعلم\u200cها")
    enquiry = Enquiry.objects.get()
    assert enquiry.name == "Ada Lovelace"
    assert enquiry.values["message"] == "One\n\nTwo 😀\nعلم\u200cها"


@pytest.mark.parametrize("letter", ["x", "ж", "好", "😀"])
def test_the_longest_message_of_any_script_is_not_too_heavy_for_a_public_form(client, letter):
    """As the page sends it: multipart, in which a letter weighs what it weighs in UTF-8."""
    page = builders.contact_page()
    assert parsed(client.get(page.url)).find("form", method="post")["enctype"] == "multipart/form-data"
    assert builders.send(client, page, message=letter * 5_000).status_code == 303


def test_what_was_typed_never_runs(client):
    page = builders.contact_page()
    refused = builders.send(client, page, name="<script>alert(1)</script>", message="")
    assert "<script>alert" not in refused.content.decode()
    assert held(refused)["name"] == "<script>alert(1)</script>"


def test_a_slip_in_a_common_domain_is_a_suggestion_and_never_a_change(client):
    page = builders.contact_page()
    refused = builders.send(client, page, email="zoe@gmial.com", message="")
    assert "zoe@gmail.com" in words(refused)
    assert held(refused)["email"] == "zoe@gmial.com"


def test_opening_the_forms_own_address_leads_to_the_page(page, client):
    assert client.get(f"/enquire/{page.pk}/")["Location"] == page.url


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_a_number_that_is_no_page_with_a_form_is_not_found(client, number):
    builders.contact_page()
    assert client.get(f"/enquire/{number}/").status_code == 404
    assert client.post(f"/enquire/{number}/", {}).status_code == 404


def test_a_page_that_is_not_published_takes_nothing(page, client):
    page.unpublish()
    assert builders.send(client, page).status_code == 404
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method_is_answered(page, client, method):
    assert getattr(client, method)(f"/enquire/{page.pk}/").status_code == 405


def test_another_sites_page_can_not_post(page, client):
    answer = client.post(f"/enquire/{page.pk}/", builders.form_data(page), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("token", ["x", "gAAAAAB", "%00", "a" * 3_000])
def test_a_made_up_address_of_the_page_after_is_not_found(client, token):
    builders.contact_page()
    assert client.get(f"/enquire/sent/{token}/").status_code in (400, 404)


def test_what_was_closed_for_another_purpose_is_not_opened_there(client):
    """Addresses in the database are closed with the same keys: this page must not read them to anybody."""
    builders.contact_page()
    for text in ("somebody@example.org", '{"page": 1, "email": "somebody@example.org"}', "sent {}"):
        answer = client.get(f"/enquire/sent/{encrypt(text)}/")
        assert answer.status_code == 404
        assert "somebody" not in answer.content.decode()


def test_the_page_after_is_there_for_an_hour(page, client, monkeypatch):
    location = builders.send(client, page)["Location"]
    monkeypatch.setattr("enquiries.views.SENT_SECONDS", -1)
    gone = client.get(location)
    assert gone.status_code == 410
    assert "has not been lost" in words(gone)


def test_a_form_needs_no_cookie(page):
    strict = Client(enforce_csrf_checks=True)
    assert builders.send(strict, page).status_code == 303
    assert not strict.cookies
