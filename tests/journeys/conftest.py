"""The site, served for a browser; the browser, with and without JavaScript; and the mail that arrives."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from wagtail.models import Site

from home import starter
from home.models import HomePage
from outbox.worker import Worker
from signatures.models import StatementPage
from tests import builders
from tests.harness.chromium import launch_options

NARROWEST = 320
PHONE = 360
DESK = 1280

# What axe may not judge: rules that need the whole of Wagtail's page, in which only a part is ours.
ALL_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture
def statement(live_server, settings) -> StatementPage:
    """A statement on a site that knows under which address it is served."""
    page = builders.statement(introduction="<p>Labour moves when its members do.</p>")
    host, port = live_server.url.removeprefix("http://").split(":")
    Site.objects.update(hostname=host, port=int(port))
    Site.clear_site_root_paths_cache()
    settings.BASE_URL = live_server.url
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    front = builders.home()
    front.statement_id = page.pk
    front.save_revision().publish()
    return StatementPage.objects.get(pk=page.pk)


@pytest.fixture
def campaign_site(live_server, settings, tmp_path) -> HomePage:
    """The whole starter content, as a new campaign finds it: its front page."""
    settings.BASE_URL = live_server.url
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.MEDIA_ROOT = str(tmp_path)
    builders.root()
    starter.load()
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get()


# What a browser says of refused forms and of a connection that a test has cut.
EXPECTED_COMPLAINTS = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")


@pytest.fixture
def visit(chromium, live_server) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site in a browser of its own: `visit("/", width=360, javascript=False)`.

    Nothing but the site may be asked for, and no page may set a cookie, break the content policy or log an error.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str = "/", *, width: int = DESK, javascript: bool = True, **options) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            base_url=live_server.url,
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(8_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _expect_ours(request.url, live_server.url, complaints))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # Chromium counts answers such as 422, for a refused form, among a page's errors.
    assert [text for text in complaints if not any(known in text for known in EXPECTED_COMPLAINTS)] == []


def _expect_ours(url: str, base: str, complaints: list[str]) -> None:
    if not url.startswith((base, "data:", "blob:")):
        complaints.append(f"asked a stranger: {url}")


@pytest.fixture
def inbox() -> Callable[[], list]:
    """Lets the worker send what is due and returns the mails of this test."""

    def deliver() -> list:
        Worker().run_until_empty()
        return mail.outbox

    return deliver


def first_link(message) -> str:
    """The first link of a mail's text."""
    return re.search(r"https?://\S+", message.body)[0]


def expect_accessible(page: Page, *, within: str | None = None) -> None:
    """axe finds nothing on the page, or in the part of it that the selector `within` names."""
    results = Axe().run(page, context={"include": [[within]]} if within else None, options=ALL_RULES)
    found = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert found == []


def expect_no_sideways_scroll(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def log_in(page: Page, user) -> None:
    """Through Wagtail's own login form, as people do."""
    page.goto("/admin/login/")
    page.locator("input[name=username]").fill(user.email)
    page.locator("input[name=password]").fill(builders.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
