"""The word of the link by which a visitor came goes along to the next page, in the address and nowhere else.

No cookie, no storage: every link to a page of ours is written with the word while the request for a page with it is
answered. So whoever is led to the front page and signs from there is counted under the link that led them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

from sharing.sources import QUERY_KEY, SourceTag, known, tagged

ADMIN = "/admin/"
NO_PAGES = (ADMIN, "/documents/")  # addresses of ours from which nobody goes on

_word: ContextVar[str] = ContextVar("source_word", default="")


def word() -> str:
    """The word by which the visitor came whose request is being answered; nothing without one of ours."""
    return _word.get()


@contextmanager
def travelling(word: str | None) -> Iterator[None]:
    """Within it, `onward` adds this word, if it is one of ours."""
    before = _word.set(known(word))
    try:
        yield
    finally:
        _word.reset(before)


def onward(url: str) -> str:
    """`url` with the visitor's word, if it leads to a page of this site; any other address as it is."""
    if not word() or not _is_page_of_ours(url) or _has_word(url):
        return url
    return tagged(url, SourceTag(word()))


def asked_word(request: HttpRequest) -> str:
    """The word in the address that was asked for. The admin's lists have a filter of the same name."""
    return "" if request.path_info.startswith(ADMIN) else known(request.GET.get(QUERY_KEY))


def _is_page_of_ours(url: str) -> bool:
    path = url.removeprefix(settings.BASE_URL)
    if path.startswith(("?", "./")):
        return True
    return path.startswith("/") and not path.startswith(("//", *NO_PAGES, settings.MEDIA_URL, settings.STATIC_URL))


def _has_word(url: str) -> bool:
    _path, _mark, query = url.partition("#")[0].partition("?")
    return any(part.partition("=")[0] == QUERY_KEY for part in query.split("&"))
