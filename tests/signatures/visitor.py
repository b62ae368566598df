"""Somebody with a browser that keeps no cookie and runs no script: loads pages, fills their forms, reads their mail."""

import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

LINK = re.compile(r"https?://\S+")


def parsed(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def words(response: HttpResponse) -> str:
    """The page's text as it is read: without tags, each run of white space one blank."""
    return " ".join(parsed(response).get_text(" ").split())


def post_form(response: HttpResponse, action: str | None = None) -> Tag:
    """The page's one form that is posted, or the one whose address contains `action`."""
    forms = [form for form in parsed(response).find_all("form") if form.get("method", "").lower() == "post"]
    if action is not None:
        forms = [form for form in forms if action in form["action"]]
    assert len(forms) == 1, f"{len(forms)} forms to post"
    return forms[0]


def values(form: Tag) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    found = {}
    for control in form.find_all("input"):
        kind = control.get("type", "text")
        if control.get("name") and (kind not in {"checkbox", "radio", "submit"} or control.has_attr("checked")):
            found[control["name"]] = control.get("value", "on" if kind == "checkbox" else "")
    return found


class Visitor:
    """One person. `sign` and `press` go the way of a browser: load the page, keep what is filled in, post it."""

    def __init__(self) -> None:
        self.client = Client()

    def get(self, url: str, data: dict | None = None) -> HttpResponse:
        return self.client.get(url, data)

    def press(self, response: HttpResponse, action: str | None = None, **fields: str | None) -> HttpResponse:
        """Posts the form on a page; a field that is None is left out."""
        form = post_form(response, action)
        given = {name: value for name, value in (values(form) | fields).items() if value is not None}
        return self.client.post(form["action"], given)

    def sign(self, page, **fields: str | None) -> HttpResponse:
        filled = {
            "first_name": "Ada",
            "last_name": "Lovelace",
            "email": "ada@example.org",
            "roles": "Unite rep",
            "display": "full",
            "publish_consent": "on",
        }
        return self.press(self.get(page.url), "/sign/", **(filled | fields))

    def follow(self, response: HttpResponse) -> HttpResponse:
        assert response.status_code == 303
        return self.get(response["Location"])


def links(mail) -> list[str]:
    """The paths behind the links of a mail's text, in order."""
    return [urlsplit(url).path for url in LINK.findall(mail.body)]


def link(mail, part: str) -> str:
    """The one address in a mail that contains `part`, such as "/confirm/"."""
    found = [path for path in links(mail) if part in path]
    assert len(found) == 1, f"{len(found)} links with {part}"
    return found[0]
