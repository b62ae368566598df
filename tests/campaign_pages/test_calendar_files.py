"""The calendar file of a meet-up: what RFC 5545 asks of it."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign_pages.calendar_files import _folded, calendar_of
from tests.campaign_pages import pages

pytestmark = pytest.mark.django_db

SUMMER = datetime(2027, 6, 1, 17, 30, tzinfo=UTC)


@pytest.fixture
def meetup():
    return pages.action(
        pages.action_index(),
        slug="meet",
        title="Tea, talk; and more \\ less",
        summary="Bring your banner, and a friend",
        starts_at=SUMMER,
        ends_at=SUMMER + timedelta(hours=2),
        place="Trades Hall",
        address="1 High Street\nLeeds",
    )


def lines_of(text: str) -> list[str]:
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_it_answers_as_a_calendar_without_a_cookie_the_same_each_time(client, meetup):
    response = client.get("/get-involved/meet/event.ics")

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="meet.ics"'
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert client.get("/get-involved/meet/event.ics?x=1").content == response.content
    assert client.post("/get-involved/meet/event.ics").status_code == 405


def test_it_says_what_when_and_where(meetup):
    lines = lines_of(calendar_of(meetup, "https://campaign.example/meet/"))

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert "DTSTART:20270601T173000Z" in lines
    assert "DTEND:20270601T193000Z" in lines
    assert "SUMMARY:Tea\\, talk\\; and more \\\\ less" in lines
    assert "LOCATION:Trades Hall\\, 1 High Street\\, Leeds" in lines
    assert "URL:https://campaign.example/meet/" in lines
    assert [line.partition(":")[0] for line in lines].count("DTSTAMP") == 1


def test_a_calendar_library_of_others_reads_it(meetup):
    names = [line.partition(":")[0] for line in lines_of(calendar_of(meetup, "https://campaign.example/"))]

    for needed in ("PRODID", "VERSION", "UID", "DTSTAMP", "DTSTART", "SUMMARY"):
        assert names.count(needed) == 1, needed
    assert names[0] == names[-1].replace("END", "BEGIN") == "BEGIN"


def test_the_event_stays_the_same_when_its_page_changes(meetup):
    def uid(page):
        return next(line for line in lines_of(calendar_of(page, "https://campaign.example/")) if "UID" in line)

    before = uid(meetup)
    meetup.title, meetup.slug, meetup.starts_at = "Elsewhere", "elsewhere", SUMMER + timedelta(hours=1)
    meetup.save_revision().publish()
    meetup.refresh_from_db()

    assert uid(meetup) == before


def test_lines_are_folded_at_75_bytes_and_never_within_a_letter(meetup):
    meetup.summary = "Żółć i ćma 漢字 " * 12

    text = calendar_of(meetup, "https://campaign.example/")

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert any(meetup.summary.strip() in line for line in lines_of(text))


@pytest.mark.parametrize("words", ["", "a" * 75, "a" * 76, "ß" * 200])
def test_unfolding_gives_back_what_was_folded(words):
    assert _folded(words).replace("\r\n ", "") == words


@pytest.mark.parametrize("begins", [SUMMER, datetime(2027, 6, 1, 22, 30, tzinfo=UTC)])
def test_without_an_end_it_ends_the_same_day_and_after_it_began(meetup, begins):
    meetup.starts_at, meetup.ends_at = begins, None

    lines = lines_of(calendar_of(meetup, "https://campaign.example/"))
    end = next(line.partition(":")[2] for line in lines if line.startswith("DTEND"))

    assert begins.strftime("%Y%m%dT%H%M%SZ") < end


@pytest.mark.parametrize("address", ["/get-involved/event.ics", "/nowhere/event.ics", "/get-involved/other/event.ics"])
def test_what_has_no_date_has_no_calendar_file(client, meetup, address):
    pages.action(meetup.get_parent(), slug="other")

    assert client.get(address).status_code == 404


def test_a_draft_has_no_calendar_file(client, meetup):
    meetup.unpublish()

    assert client.get("/get-involved/meet/event.ics").status_code == 404


def test_the_page_offers_it(client, meetup):
    assert "/get-involved/meet/event.ics" in client.get("/get-involved/meet/").content.decode()
