"""The public addresses of sheet and poster: the same for everybody, kept by what they say, and storing nothing."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from home.models import SiteSettings
from paper import codes, services, views
from paper.models import PaperSheet
from signatures.models import StatementPage
from tests import builders
from tests.paper import pdfs

pytestmark = pytest.mark.django_db

SHEET, BOTH, POSTER = "/statement/petition.pdf", "/statement/petition.pdf?sides=2", "/statement/poster.pdf"
CODED = "http://testserver/statement/?source=paper"


def republish(page: StatementPage, **fields) -> StatementPage:
    page = StatementPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return StatementPage.objects.get(pk=page.pk)


@pytest.mark.parametrize(("url", "number"), [(SHEET, 1), (BOTH, 2), (POSTER, 1), (f"{SHEET}?sides=9&x=y", 1)])
def test_anybody_gets_a_pdf_to_print(statement, url, number):
    answer = Client().get(url)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline; filename=")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert pdfs.pages(answer.content) == number
    assert pdfs.qr_words(answer.content) == [CODED]


def test_the_code_on_the_sheet_is_that_of_the_version_and_leads_back_to_it(statement):
    code = codes.printed(services.version_code(statement.version))

    assert code in pdfs.text(Client().get(SHEET).content)
    assert services.find(code) == statement.version
    changed = republish(statement, text="<p>Other words.</p>")
    assert services.version_code(changed.version) != codes.read(code)
    assert code not in pdfs.text(Client().get(SHEET).content)
    assert services.find(code) == statement.version  # a sheet printed before is still known
    assert PaperSheet.objects.count() == 0


def test_a_draft_changes_nothing_on_paper(statement):
    before = Client().get(SHEET)
    statement.text = "<p>A draft.</p>"
    statement.save_revision()

    after = Client().get(SHEET)

    assert after["ETag"] == before["ETag"]
    assert "A draft." not in pdfs.text(after.content)


def test_what_the_settings_say_is_on_the_sheet_at_once(statement):
    Client().get(SHEET)
    settings = SiteSettings.for_site(Site.objects.get())
    settings.data_controller = "The Campaign\n1 High Street"
    settings.sheets_address = "Box 12\nLondon"
    settings.save()

    text = " ".join(pdfs.text(Client().get(SHEET).content).split())

    assert "Please send this sheet to: Box 12 London" in text
    assert "Answerable for your data: The Campaign 1 High Street." in text


def test_a_sheet_is_made_once_for_each_content(statement, monkeypatch):
    made = []
    render = views.sheets.render
    monkeypatch.setattr(views.sheets, "render", lambda *args, **names: made.append(1) or render(*args, **names))

    answers = [Client().get(SHEET) for _turn in range(3)]
    again = Client().get(SHEET, headers={"if-none-match": answers[0]["ETag"]})

    assert len(made) == 1
    assert len({answer.content for answer in answers}) == 1
    assert again.status_code == 304
    assert again.content == b""


def test_a_statement_that_can_not_be_signed_has_no_sheet_and_says_so_kindly(statement):
    republish(statement, signing_open=False)

    for url in (SHEET, POSTER):
        answer = Client().get(url)
        assert answer.status_code == 404
        assert "There is no sheet to print" in answer.content.decode()
        assert 'href="/statement/"' in answer.content.decode()


def test_nor_has_one_that_was_never_published(statement):
    statement.versions.all().delete()

    assert "There is no sheet to print" in Client().get(SHEET).content.decode()


@pytest.mark.parametrize("url", ["/petition.pdf", "/no-such-page/petition.pdf", "/statement/x/poster.pdf"])
def test_where_no_statement_is_nothing_is(statement, url):
    assert Client().get(url).status_code == 404


def test_an_unpublished_page_has_no_sheet(statement):
    statement.unpublish()

    assert Client().get(SHEET).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("url", [SHEET, POSTER])
def test_other_methods_are_refused(statement, url, method):
    assert getattr(Client(), method)(url).status_code == 405


def test_the_statement_leads_to_its_sheets_while_it_is_open(statement):
    for url in (SHEET, BOTH, POSTER):
        assert f'href="{url}"' in Client().get("/statement/").content.decode()

    republish(statement, signing_open=False)
    assert "petition.pdf" not in Client().get("/statement/").content.decode()


@pytest.mark.parametrize("url", [SHEET, POSTER])
def test_a_sheet_costs_a_few_queries_whether_it_is_kept_or_made(statement, url):
    Client().get(url)
    for empty in (False, True):
        if empty:
            cache.clear()
        with CaptureQueriesContext(connection) as captured:
            Client().get(url)
        assert len(captured) == 10 + empty, [query["sql"][:90] for query in captured]


def test_other_statements_have_codes_of_their_own(statement):
    twin = builders.statement("twin", title=statement.title, text=statement.text)

    assert services.version_code(twin.version) != services.version_code(statement.version)
