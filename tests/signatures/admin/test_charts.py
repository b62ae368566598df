"""How many signed, by day and by source: right numbers, no person, readable without seeing or scripts."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from signatures.admin.charts import Charts, harmless, percent
from signatures.models import Signature, Source, Supporter
from signatures.states import State
from tests import builders
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db

URL, CSV = "/admin/signatures/charts/", "/admin/signatures/charts/signatures.csv"


@pytest.fixture
def organiser(page) -> Client:
    client = Client()
    client.force_login(builders.organiser())
    return client


def signed(page, days_ago: int, tag: str = "", state: State = State.WAITING, **fields) -> Signature:
    # The builder confirms five minutes later: keep clear of midnight.
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return builders.signature(page, state, created_at=noon - timedelta(days=days_ago), source_tag=tag, **fields)


def table(answer, selector: str) -> dict[str, str]:
    rows = parsed(answer).select(f"{selector} tbody tr")
    return {row.th.get_text(strip=True): row.td.get_text(strip=True) for row in rows}


def sheet(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_signatures_are_counted_by_day_and_by_source(organiser, page):
    for tag in ("whatsapp", "whatsapp", "", "email"):
        signed(page, 0, tag)
    signed(page, 3, "whatsapp", State.PUBLISHED)
    answer = organiser.get(URL)
    assert "5 people confirmed" in words(answer)
    sources = table(answer, ".chart-sources")
    assert list(sources.items()) == [("WhatsApp", "3"), ("an email from a friend", "1"), ("straight to the site", "1")]
    days = list(table(answer, "details").values())
    assert days == ["4", "0", "0", "1", *["0"] * 26]


def test_what_never_counted_or_counts_no_more_is_left_out(organiser, page):
    signed(page, 0, "x")
    for state in (State.UNCONFIRMED, State.REJECTED, State.WITHDRAWN):
        signed(page, 0, "facebook", state)
    assert table(organiser.get(URL), ".chart-sources") == {"X": "1"}


def test_paper_stands_beside_the_links(page):
    row = signed(page, 0)
    Signature.objects.filter(pk=row.pk).update(source=Source.PAPER)
    assert [bar.label for bar in Charts(None, 7).by_source] == ["on paper"]


def test_the_longest_bar_fills_the_chart_and_the_others_their_part_of_it(page):
    for days_ago in (0, 0, 0, 0, 1):
        signed(page, days_ago)
    [*_before, yesterday, today] = Charts(None, 7).by_day
    assert (today.length, today.offset, yesterday.length, yesterday.offset) == ("100.00", "0.00", "25.00", "75.00")
    assert 0 < float(yesterday.start) < float(today.start) < float(today.start) + float(today.width) < 100


def test_one_statement_and_one_span_can_be_asked_for_and_nonsense_means_the_usual(organiser, page):
    other = builders.statement("letter", title="Letter")
    signed(page, 0, "x")
    signed(other, 0, "sms")
    signed(other, 20, "sms")
    assert table(organiser.get(URL, {"statement": other.pk, "days": 7}), ".chart-sources") == {"a text message": "1"}
    assert table(organiser.get(URL, {"statement": other.pk}), ".chart-sources") == {"a text message": "2"}
    for nonsense in ("x", "-1", "9" * 40, "²", "0", "\u0663"):
        answer = organiser.get(URL, {"statement": nonsense, "days": nonsense})
        assert "3 people confirmed" in words(answer)


def test_without_any_signature_the_page_says_so(organiser):
    answer = organiser.get(URL)
    assert "Nobody has confirmed" in words(answer)
    assert sheet(organiser.get(CSV)) == [["day", "statement", "came by", "signatures"]]


def test_every_bar_has_its_number_in_a_table_and_no_style_stands_in_the_page(organiser, page):
    signed(page, 0, "x")
    shown = parsed(organiser.get(URL)).select_one(".desk")
    assert shown.select_one("svg[role=img]")["aria-label"]
    assert len(shown.select("details tbody tr")) == 30
    assert not shown.select("[style], script, [onclick]")


def many(page, days_ago: int, tag: str, number: int) -> None:
    for each in range(number):
        signed(page, days_ago, tag, email=f"{tag}{days_ago}-{each}@example.org")


def test_the_file_holds_the_same_numbers(organiser, page):
    many(page, 1, "whatsapp", 5)
    many(page, 0, "whatsapp", 6)
    answer = organiser.get(CSV)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    today = timezone.localdate()
    assert sheet(answer)[1:] == [
        [(today - timedelta(days=1)).isoformat(), page.title, "WhatsApp", "5"],
        [today.isoformat(), page.title, "WhatsApp", "6"],
    ]


def test_the_file_tells_of_no_single_person_by_which_link_they_came(organiser, page):
    """Beside the wall, which is sorted by time, a day's only one would be known."""
    for tag, number in (("whatsapp", 5), ("telegram", 4), ("sms", 1), ("", 1)):
        many(page, 0, tag, number)
    paper = signed(page, 0, email="paper@example.org")
    Signature.objects.filter(pk=paper.pk).update(source=Source.PAPER)
    rows = [row[2:] for row in sheet(organiser.get(CSV))[1:]]
    assert sorted(rows) == [["WhatsApp", "5"], ["on paper", "1"], ["online, by ways with fewer than 5", "6"]]


def test_neither_page_nor_file_tells_of_anybody(organiser, page):
    signed(page, 0, "x", email="canary@canarydomain.example", first_name="Zebedeecanary", roles="Rolecanary")
    for url in (URL, CSV):
        assert "canary" not in organiser.get(url).content.decode().lower()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_no_title_becomes_a_formula(organiser, page, text):
    assert harmless(text) == f"'{text}"
    other = builders.statement("formula", title=f"{text.strip()} people")
    signed(other, 0)
    assert sheet(organiser.get(CSV))[1][1].startswith("'")


def test_the_figures_cost_one_query_however_many_signed(page):
    first = signed(page, 0)
    fields = {
        field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields if not field.primary_key
    }
    people = Supporter.objects.bulk_create(
        Supporter(mailbox_key=f"{number:064x}", address="x@example.org") for number in range(300)
    )
    Signature.objects.bulk_create(Signature(**fields | {"supporter_id": person.pk}) for person in people)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert Charts(None, 30).total == 301
    assert len(captured) == 2  # the statements' titles, the numbers
    with CaptureQueriesContext(connection) as captured:
        assert Charts(None, 30).by_day[-1].number == 301
    assert len(captured) == 1  # the numbers were kept


def test_every_way_says_how_much_of_the_whole_it_is(organiser, page):
    for tag in ("whatsapp", "whatsapp", "email"):
        signed(page, 0, tag)
    shown = parsed(organiser.get(URL)).select(".chart-sources tbody tr")
    assert [row.select("td")[1].get_text() for row in shown] == ["67%", "33%"]


@pytest.mark.parametrize(("part", "whole", "said"), [(0, 0, "0%"), (0, 9, "0%"), (1, 900, "<1%"), (9, 9, "100%")])
def test_little_is_not_nothing(part, whole, said):
    assert percent(part, whole) == said
