"""Public pages: the same bytes for everybody, no cookie, no other host. Private ones: kept by nobody."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from campaign_pages.models import InformationPage
from signatures import links
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, parsed, post_form

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # headers and markup know no database

PUBLIC = [
    "/",
    "/privacy/",
    "/statement/",
    "/statement/signatures/",
    "/statement/signatures/?order=letter",
    "/statement/signatures/?letter=l",
    "/statement/signatures/?q=love",
    "/statement/signatures/?q=nobody",
    "/statement/signatures/?end=1",
    "/statement/count.json",
    "/statement/share/",
    "/statement/?source=whatsapp",
    "/no-such-page/",
    "/robots.txt",
    "/sitemap.xml",
]
PRIVATE = [
    "sent",
    "sent again",
    "sign again",
    "refused form",
    "confirm",
    "confirmed",
    "refused confirm",
    "own",
    "not me",
    "not me, done",
    "unsubscribe",
    "unsubscribed",
    "expired",
    "foreign",
]
EXTERNAL_LINKS = {"wa.me", "bsky.app", "www.facebook.com", "twitter.com", "t.me"}  # to follow, never to load


@pytest.fixture
def site(page):
    """A site with names on the wall and a page of information."""
    home = builders.home()
    home.statement = page
    home.save_revision().publish()
    privacy = home.add_child(instance=InformationPage(title="Privacy", slug="privacy"))
    privacy.save_revision().publish()
    builders.signature(page, State.PUBLISHED)
    builders.signature(page, State.PUBLISHED, display="count_only")
    return page


def private_answer(name: str, page):
    visitor = Visitor()
    unconfirmed = builders.signature(page, State.UNCONFIRMED)
    waiting = builders.signature(page, State.WAITING)
    sent = visitor.sign(page)["Location"]
    confirm = links.confirm_url(unconfirmed)
    answers = {
        "sent": lambda: visitor.get(sent),
        "sent again": lambda: visitor.follow(visitor.press(visitor.get(sent), "/sent/")),
        "sign again": lambda: visitor.get(sent.replace("/sent/", "/again/")),
        "refused form": lambda: visitor.sign(page, first_name=""),
        "confirm": lambda: visitor.get(confirm),
        "confirmed": lambda: visitor.get(links.confirm_url(waiting)),
        "refused confirm": lambda: visitor.press(visitor.get(confirm), first_name=""),
        "own": lambda: visitor.get(links.own_url(waiting.supporter)),
        "not me": lambda: visitor.get(links.not_me_url(waiting)),
        "not me, done": lambda: visitor.get("/my-signature/not-me/"),
        "unsubscribe": lambda: visitor.get(links.unsubscribe_url(waiting.supporter)),
        "unsubscribed": lambda: visitor.client.post(links.unsubscribe_url(waiting.supporter)),
        "expired": lambda: visitor.get("/my-signature/confirm/1-1-" + "A" * 32 + "/"),
        "foreign": lambda: visitor.get("/my-signature/x/"),
    }
    return answers[name]()


# --- The same for everybody ------------------------------------------------------------------------------------------


def test_every_visitor_gets_the_same_bytes_without_a_cookie(site):
    plain = {url: Client().get(url) for url in PUBLIC}
    staff = Client()
    staff.force_login(builders.user("admin"))
    staff.cookies["anything"] = "else"
    others = {
        "another browser": (Client(), {"Accept-Language": "ar", "User-Agent": "Other/1.0", "Cookie": "theme=dark"}),
        "a visitor with a past": (
            Client(),
            {"Cookie": "sessionid=0123456789abcdef0123456789abcdef; messages=old", "Referer": "https://x.example"},
        ),
        "somebody logged in": (staff, {"Accept-Language": "fr"}),
    }
    for who, (client, headers) in others.items():
        for url, expected in plain.items():
            answer = client.get(url, headers=headers)
            assert answer.status_code == expected.status_code, (who, url)
            assert answer.content == expected.content, (who, url)
            assert dict(answer.items()) == dict(expected.items()), (who, url)
            assert not answer.cookies, (who, url)


@pytest.mark.parametrize("cookie", ["csrftoken=x", "sessionid=short"])
def test_a_broken_cookie_of_the_admin_is_not_mended_on_a_public_page(site, cookie):
    answer = Client().get(site.url, headers={"Cookie": cookie})
    assert not answer.cookies
    assert answer.get("Vary", "Accept-Encoding") == "Accept-Encoding"


@pytest.mark.parametrize("url", PUBLIC)
def test_a_public_page_varies_by_no_header_of_a_visitor(site, url):
    """A cache in front may then keep one copy for all."""
    answer = Client().get(url)
    varies = {name.strip().lower() for name in answer.get("Vary", "").split(",") if name.strip()}
    assert varies <= {"accept-encoding"}
    assert "Set-Cookie" not in answer
    assert not answer.cookies


@pytest.mark.parametrize("name", PRIVATE)
def test_a_private_page_sets_no_cookie_either(site, name):
    assert not private_answer(name, site).cookies


# --- Headers ---------------------------------------------------------------------------------------------------------


def policy(answer) -> dict[str, list[str]]:
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def is_strict(answer) -> bool:
    rules = policy(answer)
    sources = [source for allowed in rules.values() for source in allowed]
    return (
        not [source for source in sources if "unsafe" in source or "*" in source or source in {"http:", "https:"}]
        and not [source for source in sources if "." in source or "//" in source]  # another host
        and rules["default-src"] == ["'self'"]
        and rules["object-src"] == ["'none'"]
        and rules["base-uri"] == ["'none'"]
        and rules["form-action"] == ["'self'"]
        and "frame-ancestors" in rules
        and not {"script-src", "style-src"} & set(rules)
    )


@pytest.mark.parametrize("url", PUBLIC)
def test_a_public_page_has_the_headers_that_protect_its_readers(site, url):
    answer = Client().get(url)
    assert is_strict(answer), answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert "no-store" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize("name", PRIVATE)
def test_a_private_page_is_kept_by_no_cache_told_to_no_site_and_listed_by_no_search(site, name):
    answer = private_answer(name, site)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert is_strict(answer)


def test_the_answer_to_a_good_form_is_kept_by_no_cache_either(site):
    answer = Visitor().sign(site)
    assert answer.status_code == 303
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_count_is_at_most_five_seconds_old(site):
    seconds = int(re.search(r"max-age=(\d+)", Client().get("/statement/count.json")["Cache-Control"])[1])
    from signatures.counts import COUNT_SECONDS

    assert seconds + COUNT_SECONDS <= 5


# --- What a page holds -----------------------------------------------------------------------------------------------

LOADS = {"src", "srcset", "poster", "data", "background", "formaction", "manifest", "ping"}


def faults(answer) -> list[str]:
    """Whatever of a page would run inline, or would ask another host before anybody presses anything."""
    shown = parsed(answer)
    found = []
    for tag in shown.find_all(True):
        found += [f"<{tag.name} {name}>" for name in tag.attrs if name.startswith("on") or name == "style"]
        loaded = [tag.get(name) for name in LOADS if tag.get(name)]
        if tag.name in {"link", "use", "image"} and tag.get("rel") not in (["canonical"], ["alternate"]):
            loaded += [tag.get("href") or tag.get("xlink:href")]
        if tag.name == "form":
            loaded.append(tag.get("action"))
        found += [f"<{tag.name}> {url}" for url in loaded if url and urlsplit(url).netloc not in {"", "testserver"}]
        if tag.name == "a" and urlsplit(tag.get("href", "")).netloc not in {"", "testserver", *EXTERNAL_LINKS}:
            found.append(f"a link to {tag['href']}")
        if tag.name == "a" and tag.get("href", "").lower().startswith(("javascript:", "data:")):
            found.append(f"a link to {tag['href']}")
        if tag.name in {"iframe", "object", "embed", "base", "style"}:
            found.append(f"<{tag.name}>")
        is_data = tag.get("type") == "application/ld+json"  # never run; that it can't end early is tested at home
        if tag.name == "script" and not is_data and (not tag.get("src") or tag.get_text(strip=True)):
            found.append("a script in the page")
        if tag.name == "meta" and tag.get("http-equiv", "").lower() == "refresh":
            found.append("a page that leaves by itself")
    found += re.findall(r"url\([^)]*\)", answer.content.decode())
    return found


@pytest.mark.parametrize("url", [url for url in PUBLIC if not url.endswith((".json", ".txt", ".xml"))])
def test_a_public_page_runs_nothing_inline_and_asks_no_other_host(site, url):
    assert faults(Client().get(url)) == []


@pytest.mark.parametrize("name", PRIVATE)
def test_a_private_page_runs_nothing_inline_and_asks_no_other_host(site, name):
    assert faults(private_answer(name, site)) == []


def test_the_style_sheets_ask_no_other_host(settings):
    sheets = [path for folder in settings.STATICFILES_DIRS for path in folder.glob("css/*.css")]
    assert sheets
    for sheet in sheets:
        for url in re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")]+)", sheet.read_text()):
            assert not urlsplit(url).netloc or url.startswith("data:"), (sheet.name, url)


def test_the_scripts_ask_no_other_host_and_keep_nothing(settings):
    scripts = [path for folder in settings.STATICFILES_DIRS for path in folder.glob("js/*.js")]
    assert scripts
    for script in scripts:
        text = script.read_text()
        words = ("http://", "https://", "eval(", "document.cookie", "localStorage", "innerHTML", "sendBeacon")
        assert not [word for word in words if word in text], script.name


@pytest.mark.parametrize("url", ["/", "/statement/", "/statement/signatures/", "/no-such-page/"])
def test_no_public_page_holds_a_csrf_token(site, url):
    assert b"csrfmiddlewaretoken" not in Client().get(url).content


def test_the_links_that_leave_the_site_say_nothing_of_where_they_were_pressed(site):
    for link in parsed(private_answer("confirmed", site)).find_all("a", href=re.compile("^https://")):
        assert {"noopener", "noreferrer"} <= set(link["rel"]), link["href"]


def test_the_address_that_passes_the_statement_on_holds_nothing_of_the_signer(site):
    shown = private_answer("confirmed", site)
    token = shown.request["PATH_INFO"].split("/")[-2]
    assert token.encode() not in shown.content.replace(b'action="', b"")


def test_every_form_for_the_public_posts_to_our_own_host(site):
    assert urlsplit(post_form(Client().get(site.url), "/sign/")["action"]).netloc == ""
