"""A browser as plain as they come, from the standard library alone: cookies, redirects, forms, no script.

Such as: `Browser("http://127.0.0.1:8000").get("/statement/").form_with("email").fill(first_name="Zoë").submit()`.
"""

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin

# What these hold is sent as it stands; a button's value is sent only when it is the one that was pressed.
TEXT_FIELDS = {"", "text", "email", "hidden", "password", "search", "tel", "url", "number", "date"}


@dataclass
class Form:
    """One form of a page. `values` is what a browser would send if nothing were touched."""

    browser: "Browser"
    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    text: str = ""

    def fill(self, **values: str) -> "Form":
        """Types into fields, ticks boxes and chooses among buttons by their names. Raises: KeyError for others."""
        for name, value in values.items():
            if name not in self.names:
                raise KeyError(f"the form has no field {name!r}, but {sorted(self.names)}")
            self.values[name] = value
        return self

    def submit(self) -> "Page":
        return self.browser.open(self.action, self.values)


@dataclass
class Page:
    """An answer: where it came from in the end, its status and its text."""

    browser: "Browser"
    url: str
    status: int
    html: str

    @property
    def forms(self) -> list[Form]:
        reader = _FormReader(self)
        reader.feed(self.html)
        return reader.forms

    @property
    def text(self) -> str:
        """What a person would read."""
        reader = _FormReader(self)
        reader.feed(self.html)
        return " ".join("".join(reader.words).split())

    def posted_forms(self) -> list[Form]:
        return [form for form in self.forms if form.method == "post"]

    def form_with(self, *names: str) -> Form:
        """The one form that is posted and has fields of all these names. Raises: LookupError."""
        found = [form for form in self.posted_forms() if form.names >= set(names)]
        if len(found) != 1:
            raise LookupError(f"{self.url} has {len(found)} forms with {names}, not one")
        return found[0]


class Browser:
    """Keeps cookies and follows redirects, as a visitor's would."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        # No proxy: the site is on this machine.
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def get(self, path: str) -> Page:
        return self.open(path)

    def open(self, path: str, posted: dict[str, str] | None = None) -> Page:
        """Asks for `path` (or a whole address), posting `posted` if given. Whatever the status, a page comes back."""
        url = urljoin(self.base_url, path)
        data = urlencode(posted).encode() if posted is not None else None
        request = urllib.request.Request(url, data)  # noqa: S310  (the caller's own site)
        if data is not None:
            request.add_header("Origin", self.base_url)
        try:
            answer = self._opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return Page(self, answer.url, answer.status, answer.read().decode(errors="replace"))

    def wait_for(self, path: str, wanted: Callable[[Page], bool], seconds: float) -> Page:
        """Asks for `path` until the page is as `wanted`. Answers the last page either way: the caller judges it."""
        deadline = time.monotonic() + seconds
        while not wanted(page := self.get(path)) and time.monotonic() < deadline:
            time.sleep(0.5)
        return page


class _FormReader(HTMLParser):
    """Collects a page's forms and its words."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self._area: str | None = None  # the name of the textarea that is open
        self._select: str | None = None
        self._mute = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag in {"script", "style"}:
            self._mute = True
        if tag == "form":
            action = urljoin(self.page.url, of.get("action", ""))
            self._form = Form(self.page.browser, action, of.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form and tag == "option" and self._select:
            if "selected" in of or self._select not in self._form.values:
                self._form.values[self._select] = of.get("value", "")
        elif self._form and of.get("name"):
            self._field(tag, of)

    def _field(self, tag: str, of: dict[str, str]) -> None:
        name, kind = of["name"], of.get("type", "").lower()
        self._form.names.add(name)
        if tag == "textarea":
            self._area, self._form.values[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "input" and (kind in TEXT_FIELDS or (kind in {"checkbox", "radio"} and "checked" in of)):
            self._form.values[name] = of.get("value", "on" if kind in {"checkbox", "radio"} else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._mute = False
        elif tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._mute:
            return
        self.words.append(data)
        if self._form:
            self._form.text += data
            if self._area:
                self._form.values[self._area] += data
