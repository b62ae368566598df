"""Where the buttons of actions lead, found for many actions at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.apps import apps
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.models import Page

STATEMENT_PAGE = "signatures.StatementPage"
FORM = "#sign"
SHARE = "#share"


@dataclass(frozen=True)
class NextStep:
    """A button: its words and its address. For a share, also the page that is passed on."""

    label: str
    url: str
    kind: str
    shared_page: Page | None = None

    @property
    def is_share(self) -> bool:
        return self.kind == "share"


def give_next_steps(actions: Iterable, request: HttpRequest | None = None) -> list:
    """The same actions, each with its `next_step`, or None where the target is gone or was never chosen.

    However many actions there are, it costs one query for their pages and one for their documents.
    """
    actions = list(actions)
    chosen = {action.pk: _raw_target(action) for action in actions}
    pages = _pages({_page_id(kind, value) for kind, value in chosen.values()} - {None})
    documents = get_document_model().objects.in_bulk({value for kind, value in chosen.values() if kind == "document"})
    for action in actions:
        kind, value = chosen[action.pk]
        action.next_step = _next_step(action, kind, value, pages, documents, request)
    return actions


def _raw_target(action) -> tuple[str, object]:
    """Kind and value as they are stored: making blocks of them would cost a query for each action."""
    for item in action.target.raw_data:
        return item["type"], item["value"]
    return "", None


def _page_id(kind: str, value) -> int | None:
    if kind == "page":
        return value
    return value.get("page") if kind == "share" else None


def _pages(wanted: set[int]) -> dict[int, Page]:
    return Page.objects.live().public().in_bulk(wanted) if wanted else {}


def _next_step(action, kind: str, value, pages: dict, documents: dict, request) -> NextStep | None:
    label = action.button_label
    if kind == "page" and value in pages:
        page = pages[value]
        url = page.get_url(request)
        return NextStep(label, f"{url}{FORM}" if _is_statement(page) else url, kind) if url else None
    if kind == "document" and value in documents:
        return NextStep(label, documents[value].url, kind)
    if kind == "mail":
        subject = value.get("subject") or ""
        return NextStep(label, f"mailto:{value['address']}" + (f"?subject={quote(subject)}" if subject else ""), kind)
    if kind == "website":
        return NextStep(label, value, kind)
    if kind == "share":
        return _share(action, pages.get(value.get("page")), request)
    return None


def _share(action, page: Page | None, request) -> NextStep:
    """The buttons for sharing stand on the action's own page."""
    shared = page or action.get_site().root_page
    return NextStep(
        action.button_label,
        f"{action.get_url(request) or ''}{SHARE}",
        "share",
        shared_page=shared,
    )


def _is_statement(page: Page) -> bool:
    return issubclass(page.specific_class or Page, apps.get_model(STATEMENT_PAGE))
