"""Old, wrong and listed addresses: redirects, the list of pages for crawlers, and what is shown when things fail."""

import re

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import server_error
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from campaign_pages.models import InformationPage
from tests import builders


def page(title: str, parent=None, **fields) -> InformationPage:
    made = (parent or builders.home()).add_child(instance=InformationPage(title=title, slug=title.lower(), **fields))
    if made.live:
        made.save_revision().publish()
    return InformationPage.objects.get(pk=made.pk)


# --- Redirects -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_old_address_leads_to_where_the_page_is_now():
    about = page("About")
    Redirect.objects.create(old_path="/who-we-are", redirect_page=about)

    answer = Client().get("/who-we-are/")

    assert (answer.status_code, answer["Location"]) == (301, "/about/")
    assert not answer.cookies


@pytest.mark.django_db
def test_a_page_that_gets_another_address_and_those_beneath_it_are_found_at_the_old_ones(
    django_capture_on_commit_callbacks,
):
    about = page("About")
    page("People", parent=about)
    about.slug = "who-we-are"
    with django_capture_on_commit_callbacks(execute=True):
        about.save_revision().publish()

    assert Client().get("/about/")["Location"] == "/who-we-are/"
    assert Client().get("/about/people/")["Location"] == "/who-we-are/people/"
    assert Client().get("/who-we-are/people/").status_code == 200


@pytest.mark.django_db
def test_a_page_that_exists_is_never_led_away_from():
    page("About")
    Redirect.objects.create(old_path="/about", redirect_link="/elsewhere/")

    assert Client().get("/about/").status_code == 200


# --- The list of pages -----------------------------------------------------------------------------------------------


def listed() -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", Client().get("/sitemap.xml").content.decode())


@pytest.mark.django_db
def test_the_list_for_crawlers_holds_published_pages_alone_with_their_days():
    page("About")
    page("Draft", live=False)
    PageViewRestriction.objects.create(page=page("Secret"), restriction_type=PageViewRestriction.LOGIN)
    builders.statement()

    assert listed() == [f"http://testserver{path}" for path in ("/", "/about/", "/statement/")]
    assert Client().get("/sitemap.xml").content.count(b"<lastmod>20") == 3
    assert not Client().get("/sitemap.xml").cookies


@pytest.mark.django_db
def test_its_addresses_are_secure_where_the_site_is(settings):
    page("About")
    Site.objects.update(hostname="campaign.example.org", port=443)
    Site.clear_site_root_paths_cache()

    assert listed() == ["https://campaign.example.org/", "https://campaign.example.org/about/"]


# --- When something fails --------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_missing_page_offers_search_the_statement_and_the_front_page():
    builders.home()
    call_command("load_starter_content", verbosity=0)

    shown = Client().get("/no-such-page/").content.decode()

    assert 'role="search"' in shown
    assert 'href="/statement/"' in shown
    assert 'href="/"' in shown


@pytest.mark.parametrize("name", ["500", "400", "403", "405", "413"])
def test_what_is_shown_when_something_broke_needs_no_database(name):
    """pytest-django refuses every query of a test that does not ask for the database."""
    shown = render_to_string(f"{name}.html")

    assert "<h1>" in shown
    assert 'name="robots" content="noindex"' in shown


def test_the_server_error_is_answered_without_a_query(rf):
    answer = server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "It is not your fault" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/search/?q=x", "/no-such-page/"])
def test_with_the_database_gone_a_reader_gets_the_page_that_says_so(url):
    builders.home()

    def gone(*_args):
        raise DatabaseError

    with connection.execute_wrapper(gone):
        answer = Client(raise_request_exception=False).get(url)

    assert answer.status_code == 500
    assert "It is not your fault" in answer.content.decode()
