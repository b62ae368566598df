"""The inbox in the admin: who may open it, what it shows, and what can be done there without JavaScript."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enquiries.models import Enquiry, EnquiryNote
from enquiries.services import handling
from enquiries.states import State
from staff.roles import ROLES
from tests import builders as site
from tests.enquiries import builders

pytestmark = pytest.mark.django_db

INDEX = "enquiries_enquiry_modeladmin_index"
INSPECT = "enquiries_enquiry_modeladmin_inspect"
ORGANISERS = {"organiser", "admin"}


@pytest.fixture
def page():
    return builders.contact_page()


@pytest.fixture
def organiser(client):
    person = site.organiser()
    client.force_login(person)
    return person


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content.decode(), "html.parser").get_text(" ").split())


def inspect(enquiry: Enquiry) -> str:
    return reverse(INSPECT, args=[enquiry.pk])


def act(name: str, *args) -> str:
    return reverse(f"enquiries_admin:{name}", args=args)


def now(enquiry: Enquiry) -> Enquiry:
    return Enquiry.objects.get(pk=enquiry.pk)


@pytest.mark.parametrize("role", ROLES)
def test_organisers_and_admins_read_and_act_and_nobody_else_does(client, page, role):
    enquiry = builders.enquiry(page, State.QUARANTINED)
    move = handling.move(builders.enquiry(page).pk, State.CLOSED, by=site.organiser(), seen=State.NEW)
    client.force_login(site.user(role))
    doors = {
        "list": client.get(reverse(INDEX)),
        "one": client.get(inspect(enquiry)),
        "note": client.post(act("note", enquiry.pk), {"text": "A note"}),
        "assign": client.post(act("assign", enquiry.pk), {"assigned_to": ""}),
        "undo": client.post(act("undo", move.pk)),
        "move": client.post(act("move", enquiry.pk), {"to": "new", "seen": "quarantined"}),
        "bulk": client.post(act("bulk"), {"act": "quarantine", "ticked": [enquiry.pk]}),
    }
    statuses = {name: response.status_code for name, response in doors.items()}
    if role in ORGANISERS:
        assert set(statuses.values()) <= {200, 302}
        assert now(enquiry).state == State.QUARANTINED
        assert now(enquiry).suspicion == "by_hand"
    else:
        # Wagtail sends somebody whom it lets into the admin, but not there, back to its front page.
        assert {(response.status_code, response["Location"]) for response in doors.values()} == {(302, "/admin/")}
        assert now(enquiry).moves.count() == 0
        assert not EnquiryNote.objects.exists()


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_who_may_not_read_enquiries_meets_them_nowhere(client, page, role):
    organiser = site.organiser()
    enquiry = builders.enquiry(page, name="Zebedee Quux", email="zeb@secret.example", message="My secret wish")
    handling.move(enquiry.pk, State.ANSWERED, by=organiser, seen=State.NEW)
    handling.add_note(enquiry.pk, "Zebedee rang", by=organiser)
    client.force_login(site.user(role))
    pages = "wagtailadmin_pages"
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[page.pk]),
        reverse(f"{pages}:edit", args=[page.pk]),
        reverse(f"{pages}:history", args=[page.pk]),
        reverse(f"{pages}:usage", args=[page.pk]),
        reverse(f"{pages}:delete", args=[page.pk]),
        reverse(f"{pages}:search") + "?q=Quux",
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:site_history") + "?q=enquiry",
        reverse("wagtailadmin_reports:page_types_usage"),
        reverse("wagtailadmin_choose_page") + "?q=Quux",
        reverse(INDEX),
        reverse(INDEX) + "?q=zeb@secret.example",
        inspect(enquiry),
        inspect(enquiry).replace("/inspect/", "/edit/"),
        inspect(enquiry).replace("/inspect/", "/history/"),
    ]
    for address in addresses:
        shown = client.get(address, follow=True).content.decode()
        assert not [word for word in ("Zebedee", "secret.example", "secret wish") if word in shown], address
    assert reverse(INDEX) not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_list_is_deaf_to_conditions_that_are_none_of_its_filters(client, page, organiser):
    builders.enquiry(page, assigned_to=organiser)
    for condition in ("assigned_to__password__startswith=pbkdf2", "mailbox_key=x", "assigned_to__password__regex=.*"):
        assert "Zoë" in words(client.get(f"{reverse(INDEX)}?{condition}"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"new", "speaker"}),
        ("?state=answered", {"answered"}),
        ("?state=closed", {"closed"}),
        ("?state=quarantined", {"quarantined"}),
        ("?state=made-up", {"new", "speaker"}),
        ("?kind=speaker", {"speaker"}),
        ("?kind=contact", {"new"}),
        ("?topic=idea", {"new"}),
        ("?topic=press", set()),
        ("?assigned=me", {"speaker"}),
        ("?assigned=nobody", {"new"}),
        ("?assigned=others", set()),
        ("?state=quarantined&why=links", {"quarantined"}),
        ("?state=quarantined&why=flood", set()),
        ("?q=Closed@example.org", {"closed"}),
        ("?q=clo", set()),
        ("?q=nobody@example.org", set()),
        ("?p=99", {"new", "speaker"}),
        ("?p=x&o=-1.x", {"new", "speaker"}),
    ],
)
def test_the_list_is_narrowed_by_state_kind_topic_reason_and_who_looks_after_it(client, page, organiser, query, shown):
    for state in State:
        builders.enquiry(page, state, name=f"Person-{state}", email=f"{state}@example.org")
    builders.enquiry(builders.speaker_page(), name="Person-speaker", assigned_to=organiser)

    text = words(client.get(reverse(INDEX) + query))

    everybody = {*State, "speaker"}
    assert {str(name) for name in everybody if f"Person-{name}" in text} == shown


def test_an_enquiry_shows_every_answer_and_a_link_to_reply(client, organiser):
    enquiry = builders.enquiry(builders.speaker_page())
    response = client.get(inspect(enquiry))
    text = words(response)
    for word in ("Ngọc", "Unite Exampletown branch", "Union branch", "any Thursday", "Either", "20 to 50", "+44 113"):
        assert word in text
    assert "mailto:ngoc@example.org?subject=Re%3A%20your%20speaker%20request" in response.content.decode()


def test_what_was_typed_never_runs_in_the_inbox(client, page, organiser):
    enquiry = builders.enquiry(
        page, name="<script>alert(1)</script>", email="a&b'c@example.org", message="<script>alert(2)</script>"
    )
    handling.add_note(enquiry.pk, "<script>alert(3)</script>", by=organiser)
    for address in (reverse(INDEX), inspect(enquiry), f"{reverse(INDEX)}?q=<script>alert(4)</script>"):
        assert "<script>alert" not in client.get(address).content.decode()
    assert "mailto:a%26b%27c@example.org?" in client.get(inspect(enquiry)).content.decode()


def press(client, response, label: str):
    """Presses the button of that name: posts its form as a browser would."""
    html = BeautifulSoup(response.content.decode(), "html.parser")
    (button,) = [each for each in html.find_all("button") if each.get_text(strip=True) == label]
    form = button.find_parent("form")
    data = {each["name"]: each.get("value", "") for each in form.find_all("input") if each.get("name")}
    data |= {each["name"]: "" for each in form.find_all("select")}
    if button.get("name"):
        data[button["name"]] = button.get("value", "")
    return client.post(form["action"], data, follow=True)


def test_an_organisers_evening(client, page, organiser):
    """Take it, note, answer, undo, close: by the buttons on the page."""
    enquiry = builders.enquiry(page)

    response = press(client, client.get(inspect(enquiry)), "I’ll do it")
    assert now(enquiry).assigned_to == organiser
    client.post(act("note", enquiry.pk), {"text": "Rang: Thursday works."})
    response = press(client, client.get(inspect(enquiry)), "Mark as answered")
    assert now(enquiry).state == State.ANSWERED
    assert "Rang: Thursday works." in words(response)
    response = press(client, response, "Undo")
    assert now(enquiry).state == State.NEW
    response = press(client, response, "Close")
    assert now(enquiry).state == State.CLOSED
    assert "closed → " not in words(response)
    assert "new → closed" in words(response)


def test_whoever_is_second_is_told_who_was_first(client, page, organiser):
    enquiry, first = builders.enquiry(page), site.user("organiser", "quick@example.org")
    old = client.get(inspect(enquiry))
    handling.move(enquiry.pk, State.ANSWERED, by=first, seen=State.NEW)

    response = press(client, old, "Close")

    assert now(enquiry).state == State.ANSWERED
    assert "Nothing changed: quick@example.org was quicker" in words(response)


def test_a_note_that_is_refused_keeps_what_was_typed_and_says_why(client, page, organiser):
    enquiry = builders.enquiry(page)
    response = client.post(act("note", enquiry.pk), {"text": "x" * 2_001})
    assert response.status_code == 422
    assert "x" * 2_001 in response.content.decode()
    assert "too long" in words(response)
    assert client.post(act("note", enquiry.pk), {"text": " "}).status_code == 422
    assert not EnquiryNote.objects.exists()


def test_spam_is_released_and_deleted_in_bulk_and_deleting_asks_first(client, page, organiser):
    rows = [builders.enquiry(page, State.QUARANTINED, email=f"s{number}@example.org") for number in range(5)]
    real = builders.enquiry(page, name="Real One")
    ids = [row.pk for row in rows]

    client.post(act("bulk"), {"act": "release", "which": "ticked", "ticked": ids[:2], "shown": ids})
    assert [now(row).state for row in rows] == ["new", "new", "quarantined", "quarantined", "quarantined"]

    asked = client.post(act("bulk"), {"act": "delete", "which": "shown", "shown": [*ids, real.pk]})
    assert "Delete these 3 enquiries for good?" in words(asked)
    assert Enquiry.objects.count() == 6
    response = press_all(client, asked, "Yes, delete")
    assert "3 enquiries are deleted." in words(response)
    assert Enquiry.objects.count() == 3

    client.post(act("bulk"), {"act": "quarantine", "which": "ticked", "ticked": [ids[0]]})
    assert now(rows[0]).state == State.QUARANTINED
    nothing = client.post(act("bulk"), {"act": "release", "which": "ticked"}, follow=True)
    assert "Nothing was ticked" in words(nothing)


def test_somebodys_enquiry_is_deleted_when_they_ask_for_it(client, page, organiser):
    enquiry = builders.enquiry(page)
    assert "Delete …" not in words(client.get(inspect(enquiry)))
    closed = press(client, client.get(inspect(enquiry)), "Close")
    asked = press(client, closed, "Delete …")
    assert "Delete this enquiry for good?" in words(asked)
    press_all(client, asked, "Yes, delete")
    assert not Enquiry.objects.exists()
    assert client.get(inspect(enquiry)).status_code == 404


def press_all(client, response, label: str):
    """As `press`, for a form in which a name stands several times."""
    html = BeautifulSoup(response.content.decode(), "html.parser")
    (button,) = [each for each in html.find_all("button") if each.get_text(strip=True) == label]
    data: dict[str, list[str]] = {}
    for each in button.find_parent("form").find_all("input"):
        data.setdefault(each["name"], []).append(each["value"])
    return client.post(button.find_parent("form")["action"], data, follow=True)


@pytest.mark.parametrize(
    ("name", "args", "data", "status"),
    [
        ("move", ["{pk}"], {}, 400),
        ("move", ["{pk}"], {"to": "lost", "seen": "new"}, 400),
        ("move", ["{pk}"], {"to": "new", "seen": "new"}, 400),
        ("move", ["999999"], {"to": "closed", "seen": "new"}, 404),
        ("move", ["9" * 30], {"to": "closed", "seen": "new"}, 404),
        ("undo", ["9" * 30], {}, 404),
        ("note", ["999999"], {"text": "x"}, 404),
        ("assign", ["{pk}"], {"assigned_to": "999999"}, 400),
        ("assign", ["{pk}"], {"assigned_to": "x"}, 400),
        ("bulk", [], {}, 400),
        ("bulk", [], {"act": "release", "ticked": ["x"]}, 400),
        ("bulk", [], {"act": "release", "ticked": ["9" * 30]}, 400),
        ("bulk", [], {"act": "release", "ticked": ["1"] * 201}, 400),
    ],
    ids=str,
)
def test_what_can_not_be_read_is_refused(client, page, organiser, name, args, data, status):
    enquiry = builders.enquiry(page)
    address = "/".join([reverse("enquiries_admin:bulk").removesuffix("bulk/").rstrip("/"), *{
        "move": [*args, "move"], "undo": ["undo", *args], "note": [*args, "note"], "assign": [*args, "assign"],
        "bulk": ["bulk"],
    }[name], ""]).format(pk=enquiry.pk)  # fmt: skip
    assert client.post(address, data).status_code == status
    assert client.get(address).status_code == 405
    assert now(enquiry).state == State.NEW


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "x", "１"])
def test_an_enquiry_that_is_not_there_is_not_found(client, page, organiser, number):
    assert client.get(f"{reverse(INDEX)}inspect/{number}/").status_code == 404


def test_reading_changes_nothing(client, page, organiser):
    enquiry = builders.enquiry(page)
    before = list(Enquiry.objects.values())
    for address in (reverse(INDEX), inspect(enquiry), reverse("wagtailadmin_home")):
        client.get(address)
        client.head(address)
        client.options(address)
    assert list(Enquiry.objects.values()) == before


def test_the_list_costs_the_same_however_long_it_is(client, page, organiser):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(INDEX))
        return len(captured)

    builders.enquiry(page, assigned_to=organiser)
    queries()
    few = queries()
    for number in range(60):
        builders.enquiry(page, email=f"q{number}@example.org", assigned_to=organiser)
    assert queries() == few


def test_the_admin_home_counts_what_waits_and_leads_to_it(client, page, organiser):
    builders.enquiry(page)
    builders.enquiry(builders.speaker_page())
    html = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content.decode(), "html.parser")
    figures = {
        link.span.get_text(): (link.b.get_text(), link["href"]) for link in html.select(".desk-figures a") if link.span
    }
    number, address = figures["speaker requests not answered"]
    assert number == "1"
    shown = words(client.get(address))
    assert "Ngọc" in shown
    assert "Zoë" not in shown


def test_a_deleted_page_leaves_its_enquiries_readable(client, page, organiser):
    enquiry = builders.enquiry(page)
    page.delete()
    assert "a page that is gone" in words(client.get(inspect(enquiry)))


def test_somebody_who_left_is_remembered_as_such(client, page, organiser):
    enquiry, colleague = builders.enquiry(page), site.user("organiser")
    handling.add_note(enquiry.pk, "Done", by=colleague)
    handling.move(enquiry.pk, State.CLOSED, by=colleague, seen=State.NEW)
    colleague.delete()
    assert words(client.get(inspect(enquiry))).count("somebody who has left") == 2
