"""Search: what it finds, what it must never find, and what it makes of odd questions."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from campaign_pages.models import InformationPage
from signatures.states import State
from tests import builders

pytestmark = pytest.mark.django_db

CANARY = "zymurgy"


def page(title: str, text: str = "", parent=None, live: bool = True, **fields) -> InformationPage:
    fields.setdefault("slug", re.sub(r"\W+", "-", title.lower()))
    body = [("paragraph", f"<p>{text}</p>")] if text else []
    made = InformationPage(title=title, body=body, live=live, **fields)
    return (parent or builders.home()).add_child(instance=made)


def search(query: str, **keys):
    return Client().get("/search/", {"q": query, **keys})


def found(query: str, **keys) -> list[str]:
    return [result.title for result in search(query, **keys).context["found"]]


# --- What it finds ---------------------------------------------------------------------------------------------------


def test_words_are_found_in_titles_introductions_and_texts():
    page("Detention centres")
    page("About us", introduction="Why we speak of detention.")
    page("Hostile environment", "Thirty thousand people are held in detention.")
    page("Privacy")

    assert set(found("detention")) == {"Detention centres", "About us", "Hostile environment"}


def test_the_home_page_and_statements_are_found_as_well():
    home = builders.home()
    home.introduction = "Everybody may move."
    home.save_revision().publish()
    builders.statement(text="<p>We stand for the free movement of people.</p>")

    assert found("everybody") == ["Campaign"]
    assert found("movement") == ["People move, rights travel"]


def test_pages_with_every_word_come_before_pages_with_some():
    page("Union branches", "How a branch moves the motion.")
    page("Trades councils", "How a council hears of it.")

    assert found("branch motion") == ["Union branches"]
    response = search("motion council")
    assert {result.title for result in response.context["found"]} == {"Union branches", "Trades councils"}
    assert "These hold some of them" in response.content.decode()


@pytest.mark.postgres
def test_other_forms_of_a_word_are_found():
    page("Detention centres")

    assert found("centre detaining") == ["Detention centres"]


def test_letter_case_and_punctuation_make_no_difference():
    page("The workers’ centre (Leeds)")

    assert found("WORKERS' centre, leeds!") == ["The workers’ centre (Leeds)"]


def test_a_result_leads_to_its_page_and_says_what_it_is_about():
    page("Ends & means", introduction="Hauliers & nurses.")

    shown = search("hauliers").content.decode()

    assert '<a href="/ends-means/">Ends &amp; means</a>' in shown
    assert "<p>Hauliers &amp; nurses.</p>" in shown


# --- What it never finds ---------------------------------------------------------------------------------------------


def test_drafts_are_not_found_and_neither_are_changes_that_wait():
    page(f"Draft {CANARY}", live=False)
    published = page("Published")
    published.title = f"Changed {CANARY}"
    published.body = [("paragraph", f"<p>{CANARY}</p>")]
    published.save_revision()
    call_command("update_index", verbosity=0)

    assert found(CANARY) == []
    assert found("published") == ["Published"]


def test_what_a_volunteer_saves_in_the_editor_is_not_found(client):
    published = page("Published")
    client.force_login(builders.user("volunteer"))
    form = {
        "title": f"Changed {CANARY}",
        "slug": "published",
        "introduction": CANARY,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-submit": "action-submit",
    }
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[published.pk]), form)

    assert answer.status_code == 302
    published.refresh_from_db()
    assert published.get_latest_revision_as_object().title == f"Changed {CANARY}"
    assert found(CANARY) == []


def test_unpublished_restricted_and_deleted_pages_are_not_found():
    for title in ("Unpublished", "Restricted", "Deleted"):
        page(f"{title} {CANARY}")
    InformationPage.objects.get(title__startswith="Unpublished").unpublish()
    PageViewRestriction.objects.create(
        page=InformationPage.objects.get(title__startswith="Restricted"),
        restriction_type=PageViewRestriction.LOGIN,
    )
    InformationPage.objects.get(title__startswith="Deleted").delete()

    assert found(CANARY) == []


def test_no_person_is_found(settings):
    statement = builders.statement()
    for state in State:
        builders.signature(
            statement, state, first_name=CANARY, last_name=CANARY, roles=CANARY, email=f"{CANARY}{state}@example.org"
        )
    staff = builders.user("volunteer", f"{CANARY}@example.org")
    staff.first_name = CANARY
    staff.save()
    call_command("update_index", verbosity=0)

    assert found(CANARY) == []
    assert CANARY not in search("people").content.decode()


def test_no_enquiry_is_found():
    from tests.enquiries import builders as enquiries

    contact = enquiries.contact_page()
    enquiries.enquiry(contact, name=CANARY, message=f"{CANARY} {CANARY}")
    call_command("update_index", verbosity=0)

    assert found(CANARY) == []


# --- How it behaves --------------------------------------------------------------------------------------------------


def test_an_empty_question_is_no_fault():
    builders.home()

    for address in ("/search/", "/search/?q=", "/search/?q=+++"):
        response = Client().get(address)
        assert response.status_code == 200
        assert "What you look for is not stored" in response.content.decode()


def test_nothing_found_is_said_in_words_with_the_question_escaped():
    builders.home()

    shown = search("<script>alert(1)</script>").content.decode()

    assert "Nothing found for" in shown
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    "query",
    [
        '"', "'", '"unclosed', "a\"b'c", "*", "detent*", "(", ")", "a AND", "NOT", "NEAR(a b)", "a OR OR b", "title:x",
        "-", "--", "a:*", "&", "|", "!", "<->", "\\", "\\'", "%", "%%s", "_", ";", "'; DROP TABLE home_homepage; --",
        "\u0001x", "\ufffd", "\u202e", "\u200b", "😀", "محمد", "Nguyễn", "Łódź", "ſ", "İ",
        "x" * 10_000, "a " * 5_000, "(" * 500, "1", "1e999", "the", "the of and", "{{ 7|add:7 }}", "\r\n", "^a", "a^2",
    ],
)  # fmt: skip
def test_an_odd_question_gets_an_answer(query):
    page("Detention centres", "People are held.")

    assert search(query).status_code == 200


@pytest.mark.parametrize("number", ["0", "-1", "2", "999999999999999999999", "x", "", "1.5", "٣", "9" * 5000])
def test_an_odd_page_number_gets_the_nearest_page(number):
    page("Detention centres")

    assert found("detention", page=number) == ["Detention centres"]


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "page=%00"])
def test_nul_is_refused(query):
    builders.home()

    assert Client().get(f"/search/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=%", "q=%zz", "q", "q=a&q=b", "&&&", "q[]=1", "%F0%9F=1"])
def test_a_broken_query_string_gets_an_answer(query):
    builders.home()

    assert Client().get(f"/search/?{query}").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_only_read(method):
    builders.home()

    assert getattr(Client(), method)("/search/").status_code == 405


def test_results_come_in_pages_of_ten_and_links_carry_the_question_alone():
    for number in range(23):
        page(f"Leaflet {number}")

    first = search("leaflet", utm_source="x", fbclid="y")
    assert len(first.context["found"]) == 10
    assert first.context["number"] == 23
    assert first.context["next_url"] == "?q=leaflet&page=2"
    assert b"utm_source" not in first.content
    assert len(found("leaflet", page="3")) == 3
    seen = {title for number in "123" for title in found("leaflet", page=number)}
    assert len(seen) == 23


def test_every_visitor_gets_the_same_bytes_without_a_cookie(client):
    page("Detention centres")
    client.force_login(builders.user("admin"))

    ours, theirs = client.get("/search/?q=detention"), Client().get("/search/?q=detention")

    assert ours.content == theirs.content
    assert not theirs.cookies
    assert not ours.cookies
    assert "max-age" in theirs["Cache-Control"]
    assert "Cookie" not in theirs.get("Vary", "")


def test_no_search_engine_lists_it():
    builders.home()

    response = search("x")

    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_what_is_asked_is_neither_stored_nor_logged(caplog, capsys):
    builders.home()
    search("first")  # the site's settings make themselves
    with CaptureQueriesContext(connection) as captured:
        search(CANARY)

    assert not [query for query in captured if query["sql"].lstrip().split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert CANARY not in caplog.text
    assert CANARY not in "".join(capsys.readouterr())


def test_ten_results_cost_as_many_queries_as_one():
    def cost() -> int:
        search("leaflet")
        with CaptureQueriesContext(connection) as captured:
            search("leaflet")
        return len(captured)

    page("Leaflet")
    with_one = cost()
    for number in range(30):
        page(f"Leaflet {number}")

    assert cost() == with_one <= 12


def test_it_can_be_reached_from_the_foot_of_every_page_and_from_a_missing_one():
    builders.home()

    assert 'href="/search/"' in Client().get("/").content.decode()
    missing = Client().get("/no-such-page/")
    assert missing.status_code == 404
    assert 'action="/search/"' in missing.content.decode()


def test_a_missing_page_repeats_nothing_of_its_address():
    builders.home()

    assert CANARY not in Client().get(f"/{CANARY}/?q={CANARY}").content.decode()
