"""The one guard in front of every public form: other sites' pages, absurd bodies, unreadable ones."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from public_forms.guard import MAX_BODY_BYTES, MAX_FIELDS, guarded

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=edge"


@guarded
def taken(request):
    return HttpResponse(f"taken: {sorted(request.POST.items())}")


def post(body: bytes | str = "name=Ada", content_type: str = FORM, **more) -> HttpResponse:
    body = body.encode() if isinstance(body, str) else body
    return taken(RequestFactory().generic("POST", "/form/", body, content_type=content_type, **more))


def part(name: str, value: bytes, more: str = "") -> bytes:
    return b'--edge\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (
        name.encode(),
        more.encode(),
        value,
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
    ],
    ids=str,
)
def test_our_own_pages_and_programs_without_these_headers_are_taken(headers):
    assert post(headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "http://testserver:8080"},
        {"Origin": "http://testserver@elsewhere.example"},
        {"Origin": "nonsense"},
        {"Origin": "http://[broken"},
        {"Origin": "http://\u2100.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "anything else"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
    ids=str,
)
def test_other_sites_pages_are_refused(headers):
    assert post(headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_only_posts_are_guarded(method):
    request = getattr(RequestFactory(), method)("/form/", headers={"Origin": "https://elsewhere.example"})
    assert taken(request).status_code == 200


def test_a_body_of_the_largest_size_is_taken():
    assert post("name=" + "a" * (MAX_BODY_BYTES - 5)).status_code == 200


def test_a_larger_body_is_refused():
    assert post("name=" + "a" * MAX_BODY_BYTES).status_code == 413


def test_a_body_is_refused_by_the_size_it_claims_before_it_is_read():
    assert post("name=Ada", CONTENT_LENGTH="99999999999").status_code == 413


@pytest.mark.parametrize("length", ["many", "1e9", "0x10", "--1", "9" * 5000])
def test_a_size_that_is_no_number_is_refused(length):
    assert post(CONTENT_LENGTH=length).status_code in {400, 413}


def test_many_fields_are_refused():
    assert post("&".join(f"f{number}=1" for number in range(MAX_FIELDS + 1))).status_code == 400


def test_very_many_fields_are_refused():
    assert post("&" * 20_000).status_code in {400, 413}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"no boundary", "multipart/form-data"),
        (b"anything", "multipart/form-data; boundary="),
        (b"anything", "multipart/form-data; boundary=" + "x" * 300),
        (part("upload", b"text", '; filename="a.txt"') + b"--edge--\r\n", MULTIPART),
        (b"a=1", FORM + "; charset=utf-16"),
        (b"a=1", FORM + "; charset=base64"),
        (part("a", b"x") + b"--edge--\r\n", MULTIPART + "; charset=base64"),
        (part("a", b"\\x") + b"--edge--\r\n", MULTIPART + "; charset=idna"),
        (part("a", b"+2AA-") + b"--edge--\r\n", MULTIPART + "; charset=utf-7"),
        (part("a", b"\\ud800") + b"--edge--\r\n", MULTIPART + "; charset=unicode_escape"),
    ],
)
def test_a_body_that_cannot_be_read_as_a_form_is_answered_400(client, body, content_type):
    """Through the whole site, since some of it is for Django to refuse."""
    answer = client.generic("POST", "/my-signature/unsubscribe/x/", body, content_type=content_type)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe=%ff&%=%zz&==&&;", FORM),
        (b"", FORM),
        (b'{"a": 1}', "application/json"),
        (b"\x00\x01", "application/octet-stream"),
        (b"a=1", FORM + "; charset=no-such-thing"),
        (b"a=1", "\u00e4/\u00f6"),
        (b"--edge\r\n", MULTIPART),
        (part("a", b"AA\x00=", "\r\nContent-Transfer-Encoding: base64") + b"--edge--\r\n", MULTIPART),
        (part("a", b"cut off"), MULTIPART),
    ],
)
def test_odd_bodies_are_no_error(body, content_type):
    assert post(body, content_type).status_code in {200, 400}
