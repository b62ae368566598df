"""The content a new site starts with: complete, sound, and never in the way of the editors."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, ReferenceIndex, Site

from campaign_pages.models import InformationPage
from home import starter
from home.models import HomePage, SiteSettings
from signatures.models import StatementPage
from tests import builders

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/",
    "/statement/",
    "/complaints/",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/get-involved/",
    "/get-involved/sign-the-statement/",
    "/get-involved/follow-and-share/",
    "/get-involved/write/",
    "/get-involved/move-the-motion/",
    "/get-involved/invite/",
    "/get-involved/close-them-all/",
    "/get-involved/meet-us/",
    "/model-motion/",
    "/close-detention-centres/",
    "/close-detention-centres/open-letter/",
    "/close-detention-centres/write-to-your-mp/",
    "/close-detention-centres/take-the-motion/",
    "/close-detention-centres/come-to-the-protest/",
    "/close-detention-centres/share/",
    "/news/",
    "/news/conference-backs-free-movement/",
    "/news/an-open-letter-against-detention/",
    "/news/more-than-2300-names/",
    "/write-to-your-representatives/",
    "/profile-frame/",
)


@pytest.fixture
def loaded(settings) -> list[str]:
    settings.BASE_URL = "http://testserver"
    return starter.load()


def page_at(address: str) -> Page:
    return Page.objects.get(url_path=f"/front-page{address}").specific


def test_each_page_opens_for_a_reader_without_a_cookie(loaded, client):
    for address in ADDRESSES:
        response = client.get(address)

        assert response.status_code == 200, address
        assert not response.cookies, address
        assert page_at(address).title in response.content.decode()


@pytest.mark.parametrize("role", ["volunteer", "organiser", "admin"])
def test_each_page_opens_in_the_editor(loaded, client, role):
    client.force_login(builders.user(role))

    answers = {address: client.get(f"/admin/pages/{page_at(address).pk}/edit/").status_code for address in ADDRESSES}

    assert set(answers.values()) == {200}, answers


def test_each_page_is_published_valid_and_described_for_search_engines(loaded):
    for address in ADDRESSES:
        page = page_at(address)

        page.full_clean()
        assert page.live, address
        assert not page.has_unpublished_changes, address
        assert page.search_description, address


def test_every_link_to_this_site_leads_somewhere(loaded, client):
    pages = [BeautifulSoup(client.get(address).content, "html.parser") for address in ADDRESSES]
    links = {link["href"] for page in pages for link in page.select("main a[href]")}

    assert not [href for href in links if not href.startswith(("/", "#", "http", "mailto:", "sms:"))]
    for href in links:
        if href.startswith("/") and not href.startswith("/static/"):  # files are for test_links.py
            assert client.get(href.partition("#")[0]).status_code == 200, href


def test_the_text_links_pages_as_an_editor_would(loaded):
    privacy = page_at("/privacy/")
    linked = ReferenceIndex.get_references_to(privacy).values_list("object_id", flat=True)

    assert str(HomePage.objects.get().pk) in linked


def test_the_welcome_page_is_gone_and_the_tree_is_whole(loaded):
    assert not Page.objects.filter(title__contains="Welcome to your new Wagtail site").exists()
    assert not any(Page.find_problems())
    assert HomePage.objects.get().numchild == HomePage.objects.get().get_children().live().count()


def test_the_statement_is_frozen_and_open_for_signing(loaded, client):
    statement = StatementPage.objects.get(slug="statement")

    assert statement.version.number == 1
    assert statement.signing_open
    assert 'name="first_name"' in client.get("/statement/").content.decode()


def test_the_form_links_the_privacy_policy(loaded, client):
    form = BeautifulSoup(client.get("/statement/").content, "html.parser").select_one("form[method=post]")

    assert form.find_parent("main").select('a[href="/privacy/"]')


def test_saving_the_statement_in_the_editor_makes_no_new_version(loaded):
    statement = StatementPage.objects.get(slug="statement")
    features = StatementPage._meta.get_field("text").features
    converter = ContentstateConverter(features)

    statement.text = converter.to_database_format(converter.from_database_format(statement.text))
    statement.save_revision().publish()

    assert StatementPage.objects.get(slug="statement").versions.count() == 1


def test_the_statement_is_long_enough_to_say_something_and_short_enough_to_read(loaded):
    words = starter.read("statement")["text"].split()

    assert 200 <= len(words) <= 300


def test_home_and_settings_lead_to_the_statement(loaded):
    statement = StatementPage.objects.get(slug="statement")

    assert HomePage.objects.get().statement_id == statement.pk
    assert SiteSettings.objects.get().open_statement.pk == statement.pk


def test_what_only_the_campaign_can_say_is_marked_for_it(loaded):
    assert "To be completed by the campaign" in SiteSettings.objects.get().data_controller
    for address in ("/accessibility/",):
        assert "[To be completed by the campaign" in str(page_at(address).body)


@pytest.mark.parametrize(
    ("base_url", "host", "port"),
    [
        ("http://127.0.0.1:8001", "127.0.0.1", 8001),
        ("https://campaign.example.org", "campaign.example.org", 443),
        ("http://campaign.example.org", "campaign.example.org", 80),
    ],
)
def test_the_site_has_the_address_of_the_installation(settings, base_url, host, port):
    settings.BASE_URL = base_url

    starter.load()

    site = Site.objects.get()
    assert (site.hostname, site.port) == (host, port)
    assert site.is_default_site
    assert site.root_page.specific == HomePage.objects.get()
    assert site.site_name == "Labour Campaign for Free Movement"
    assert site.root_url == base_url


def test_another_port_the_next_day_moves_the_site(settings, loaded):
    settings.BASE_URL = "http://testserver:8002"

    assert "the site's address http://testserver:8002: set" in starter.load()
    assert Site.objects.get().port == 8002


def everything() -> dict:
    return {
        "pages": list(Page.objects.values("pk", "path", "title", "latest_revision_id", "live", "last_published_at")),
        "settings": list(SiteSettings.objects.values()),
        "sites": list(Site.objects.values()),
    }


def test_a_second_run_changes_nothing_and_says_so(loaded):
    before = everything()

    report = starter.load()

    assert everything() == before
    assert len(report) == len(starter.PAGES) + 2
    assert all(line.endswith(("left as it is", "left as they are")) for line in report)


def test_what_editors_wrote_is_left(loaded):
    about = InformationPage.objects.get(slug="about")
    about.title, about.slug, about.body = "Who we are", "who-we-are", [("heading", "Ours")]
    about.save_revision().publish()
    settings = SiteSettings.objects.get()
    settings.strapline = "Ours"
    settings.save()

    starter.load()

    assert InformationPage.objects.get(pk=about.pk).body[0].value == "Ours"
    assert not InformationPage.objects.filter(slug="about").exists()
    assert SiteSettings.objects.get().strapline == "Ours"


def test_what_editors_deleted_stays_deleted(loaded):
    InformationPage.objects.get(slug="about").delete()

    report = starter.load()

    assert "/about/: not laid down again: an editor deleted it" in report
    assert not InformationPage.objects.filter(slug="about").exists()


def test_a_page_that_stands_at_an_address_already_is_left(loaded):
    InformationPage.objects.get(slug="privacy").delete()
    ours = HomePage.objects.get().add_child(instance=InformationPage(title="Ours", slug="privacy"))
    starter.StarterItem.objects.filter(name="privacy").delete()

    starter.load()

    assert [page.pk for page in InformationPage.objects.filter(slug="privacy")] == [ours.pk]


def test_settings_that_somebody_filled_first_are_left(settings):
    builders.home()
    SiteSettings.objects.create(site=Site.objects.get(), short_name="Ours", strapline="Ours")

    starter.load()

    filled = SiteSettings.objects.get()
    assert (filled.short_name, filled.strapline) == ("Ours", "Ours")
    assert filled.statement_id == StatementPage.objects.get(slug="statement").pk


def test_a_failure_in_the_middle_leaves_nothing_behind(monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(starter._Loader, "fill_settings", fail)

    with pytest.raises(RuntimeError):
        starter.load()

    assert not HomePage.objects.exists()


def test_the_command_says_what_it_made(capsys):
    call_command("load_starter_content")

    assert "/statement/: made" in capsys.readouterr().out


def test_seven_actions_stand_in_the_leaflet_and_each_says_how(loaded, client):
    main = BeautifulSoup(client.get("/get-involved/").content, "html.parser").main

    assert len(main.select(".acts > li")) == 7
    for link in main.select(".acts-next a"):
        assert client.get(link["href"].partition("#")[0]).status_code == 200


def test_links_find_pages_of_others_whether_they_came_first_or_not_at_all(settings):
    builders.home().add_child(instance=InformationPage(title="Our own contact page", slug="contact"))
    settings.BASE_URL = "http://testserver"

    starter.load()

    meet = Page.objects.get(slug="meet-us").specific
    assert [(block.block_type, block.value.slug) for block in meet.target] == [("page", "contact")]


def test_what_stood_beneath_a_page_that_editors_deleted_does_not_come_back(loaded):
    Page.objects.get(slug="news").specific.delete()
    starter.StarterItem.objects.filter(name="news/conference").delete()

    report = starter.load()

    assert "/news/conference/: not laid down: an editor deleted what it stands beneath" in report


def test_the_open_letter_is_open_for_signing(loaded, client):
    letter = StatementPage.objects.get(slug="open-letter")

    assert letter.version.number == 1
    assert 'name="first_name"' in client.get("/close-detention-centres/open-letter/").content.decode()
    assert client.get("/close-detention-centres/open-letter/count.json").json() == {"count": 0}
