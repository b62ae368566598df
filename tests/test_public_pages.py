"""How public pages travel: how long they may be kept, and what is compressed."""

import gzip
import re

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from config.public_pages import PublicPagesMiddleware

PAGE = "<p>Free movement belongs to workers.</p>" * 40


def answer(response: HttpResponse, path: str = "/statement/", method: str = "get", **headers) -> HttpResponse:
    request = getattr(RequestFactory(), method)(path, headers=headers)
    return PublicPagesMiddleware(lambda request: response)(request)


def test_a_page_may_be_kept_for_less_than_the_minute_in_which_the_wall_is_to_be_fresh(settings):
    kept = answer(HttpResponse(PAGE))["Cache-Control"]

    assert {"public", f"max-age={settings.PAGE_SECONDS}"} == set(re.split(r",\s*", kept))
    assert settings.PAGE_SECONDS <= 30


@pytest.mark.parametrize(
    ("response", "path", "method"),
    [
        (HttpResponse(PAGE), "/admin/pages/", "get"),
        (HttpResponse(PAGE), "/documents/1/", "get"),
        (HttpResponse(PAGE), "/statement/", "post"),
        (HttpResponse(PAGE, status=404), "/admin/nothing/", "get"),
        (HttpResponse(PAGE, status=404, headers={"Cache-Control": "no-store"}), "/my-signature/nothing/", "get"),
        (HttpResponse(PAGE, status=500), "/statement/", "get"),
        (HttpResponse(PAGE, status=422), "/statement/", "get"),
        (HttpResponse(PAGE, headers={"Cache-Control": "no-store, private"}), "/my-signature/", "get"),
        (StreamingHttpResponse([PAGE]), "/export/", "get"),
    ],
)
def test_what_is_not_the_same_for_everybody_is_neither_kept_nor_compressed(response, path, method):
    before = response.get("Cache-Control", "")
    given = answer(response, path, method, accept_encoding="br, gzip")

    assert given.get("Cache-Control", "") == before
    assert "Content-Encoding" not in given
    assert "ETag" not in given


def test_an_answer_with_a_cookie_is_neither_kept_nor_compressed():
    response = HttpResponse(PAGE)
    response.set_cookie("session", "secret")

    given = answer(response, accept_encoding="br")
    assert not {"Cache-Control", "Content-Encoding"} & set(given.headers)


def test_a_preview_is_not_kept():
    request = RequestFactory().get("/statement/")
    request.is_dummy = True

    assert "Cache-Control" not in PublicPagesMiddleware(lambda request: HttpResponse(PAGE))(request)


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_page_is_compressed_as_the_browser_understands_it(accepted, encoding, unpack):
    given = answer(HttpResponse(PAGE), accept_encoding=accepted)

    assert given.get("Content-Encoding") == encoding
    assert unpack(given.content).decode() == PAGE
    assert "Accept-Encoding" in given["Vary"]


def test_what_is_not_found_is_compressed_and_not_kept():
    given = answer(HttpResponse(PAGE, status=404), "/nothing/", accept_encoding="br")

    assert given["Content-Encoding"] == "br"
    assert brotli.decompress(given.content).decode() == PAGE
    assert not {"Cache-Control", "ETag"} & set(given.headers)


def test_a_picture_is_not_compressed_again():
    picture = HttpResponse(b"x" * 5000, content_type="image/webp", headers={"Cache-Control": "public, max-age=60"})
    assert "Content-Encoding" not in answer(picture, accept_encoding="br")


def test_whoever_has_the_page_already_is_told_so_in_a_few_bytes():
    etag = answer(HttpResponse(PAGE), accept_encoding="br")["ETag"]

    again = answer(HttpResponse(PAGE), accept_encoding="gzip", if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag
    assert "max-age" in again["Cache-Control"]

    changed = answer(HttpResponse(PAGE + "!"), if_none_match=etag)
    assert changed.status_code == 200
