"""Bad requests are answered 4xx: broken encodings, NULs, wrong ids, odd methods, unknown formats (promise 18)."""

import time

import pytest

from public_forms.guard import MAX_BODY_BYTES
from signatures import tokens
from signatures.models import Signature, Supporter
from signatures.tokens import Purpose
from signatures.views.signing import _sent_url
from tests import builders

pytestmark = pytest.mark.django_db

HUGE = [2**31, 2**63 - 1, 2**63, 2**64, 10**40]
BAD_TOKENS = [
    "x",
    "-",
    "1-0-" + "A" * 32,
    "%00",
    "%ff%fe",
    "%ED%A0%80",
    "..%2f..",
    "f" * 3000,
    "1-" + "f" * 3800 + "-x",
]
WITH_TOKEN = [
    "/sign/sent/{}/",
    "/sign/again/{}/",
    "/sign/code/{}/",
    "/enquire/not-me/{}/",
    "/my-signature/{}/",
    "/my-signature/confirm/{}/",
    "/my-signature/not-me/{}/",
    "/my-signature/unsubscribe/{}/",
    "/my-signature/withdraw/{}/",
]
READ_ONLY = ("/sign/again/{}/", "/my-signature/{}/")


@pytest.mark.parametrize("token", BAD_TOKENS)
def test_a_link_that_is_not_ours_is_answered_4xx(client, page, token):
    answers = {address: client.post(address.format(token)).status_code for address in WITH_TOKEN}
    assert all(400 <= status < 500 for status in answers.values()), answers


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "patch", "options"])
def test_a_link_that_is_not_ours_is_answered_4xx_by_any_method(client, page, method):
    answers = {address: getattr(client, method)(address.format("x")).status_code for address in WITH_TOKEN}
    assert all(400 <= status < 500 for status in answers.values()), answers


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("number", HUGE)
def test_a_number_beyond_every_row_is_answered_404(client, method, number):
    assert getattr(client, method)(f"/sign/{number}/").status_code == 404


def test_a_signature_number_beyond_every_row_is_answered_404(client, page):
    supporter = builders.signature(page).supporter
    address = f"/my-signature/withdraw/{tokens.make(Purpose.OWN, supporter.pk, supporter.nonce)}/"
    for number in ["", "0", "-1", "1.5", "1e5", "x", "٣", "²", "\x00", *map(str, HUGE)]:
        assert client.post(address, {"signature": number}).status_code == 404, number


@pytest.mark.parametrize(
    "path",
    [
        "/statement/count.json%00",
        "/statement/signatures/?q=%00",
        "/%00/",
        "/statement/%00/signatures/",
    ],
)
def test_a_nul_in_an_address_is_answered_400(client, path, page):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/%ff/",
        "/%ED%A0%80/count.json",
        "/statement/count.xml",
        "/no-such-page/count.json",
        "/no-such-page/signatures/",
        "/count.json",
        "/signatures/",
        "/statement/statement/signatures/",
        "/" + "a/" * 500,
        "/sign/-1/",
        "/sign/1.5/",
        "/sign/",
        "/my-signature/confirm/x/y/",
    ],
)
def test_an_address_of_nothing_is_answered_404(client, path, page):
    assert client.get(path).status_code in {400, 404}


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "before=x",
        "after=" + "A" * 3000,
        "after=%ED%A0%80",
        "before=%ff",
        "after=x&order=letter",
        "end=1&before=x",
    ],
)
def test_a_place_on_the_wall_that_is_not_ours_is_answered_400(client, page, query):
    assert client.get(f"{page.wall_url}?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "q=%ED%A0%80",
        "q=%ff",
        "q=" + "a" * 3000,
        "q=" + "%F4%8F%BF%BF" * 50,
        "q=%25%27%22%5C_",
        "q=a&q=b&q=c",
        "letter=zz",
        "letter=%F0%9F%98%80",
        "order=sideways",
        "end",
        "end=&after=",
        "utm_source=x&fbclid=y&source=poster",
        "[]=1&a[b]=c",
    ],
)
def test_an_odd_question_to_the_wall_is_no_error(client, page, query):
    assert client.get(f"{page.wall_url}?{query}").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/statement/", "/statement/signatures/", "/statement/count.json", "/"])
def test_reading_pages_take_no_other_method(client, page, method, path):
    assert getattr(client, method)(path).status_code in {403, 405}


FIELDS = ["first_name", "last_name", "email", "roles", "display", "publish_consent", "form_token", "website"]


@pytest.mark.parametrize("value", ["\x00", "\U0010ffff", "a" * 20_000, "\u0301" * 5000])
def test_an_absurd_value_in_any_field_is_answered_422_soon(client, page, value):
    for field in FIELDS:
        began = time.monotonic()
        answer = client.post(f"/sign/{page.pk}/", builders.form_data(page, **{field: value}))
        assert answer.status_code in {422, 303} if field == "publish_consent" else answer.status_code == 422, field
        assert time.monotonic() - began < 2, field


@pytest.mark.parametrize("space", [" ", "\u3000"])
def test_a_field_full_of_space_is_answered_soon(client, page, space):
    absurd = "a" + space * 9_000 + "b"
    for field in ("first_name", "email", "roles"):
        began = time.monotonic()
        status = client.post(f"/sign/{page.pk}/", builders.form_data(page, **{field: absurd})).status_code
        assert status < 500
        assert time.monotonic() - began < 2, field


def test_a_field_sent_twice_counts_once(client, page):
    data = builders.form_data(page) | {"first_name": ["Ada", "Grace"], "email": ["one@example.org", "two@example.org"]}
    assert client.post(f"/sign/{page.pk}/", data).status_code == 303
    assert Signature.objects.get().first_name == "Grace"
    assert Supporter.objects.get().address == "two@example.org"


def test_a_huge_form_is_answered_413(client, page):
    data = builders.form_data(page, roles="a" * MAX_BODY_BYTES)
    assert client.post(f"/sign/{page.pk}/", data).status_code == 413


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "utf-16", "base64", "no-such-thing"])
def test_a_form_in_an_encoding_that_no_page_asks_for_is_answered_400(client, page, charset):
    """Some of them can spell half a character pair, which no answer could show again."""
    body = b'--edge\r\nContent-Disposition: form-data; name="first_name"\r\n\r\n+2AA-\\ud800\r\n--edge--\r\n'
    content_type = f"multipart/form-data; boundary=edge; charset={charset}"
    assert client.generic("POST", f"/sign/{page.pk}/", body, content_type=content_type).status_code == 400


@pytest.mark.parametrize("path", [path for path in WITH_TOKEN if path not in READ_ONLY])
def test_every_address_that_takes_a_post_is_behind_the_guard(client, path, page):
    answer = client.post(path.format("x"), headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert client.post(f"/sign/{page.pk}/", headers={"Origin": "https://elsewhere.example"}).status_code == 403


def test_a_closed_text_from_the_database_opens_no_page(client, page):
    """Addresses at rest are closed with the same keys as what the page after the form carries."""
    from django.db import connection

    builders.signature(page)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM signatures_supporter")
        (closed,) = cursor.fetchone()
    assert client.get(f"/sign/sent/{closed}/").status_code == 404
    assert client.get(f"/sign/again/{closed}/").status_code == 404


def test_the_page_after_the_form_ends_with_its_statement(client, page):
    url = _sent_url({"statement": page.pk, "version": page.version.pk, "typed": builders.form_data(page)})
    page.unpublish()
    assert client.get(url).status_code == 404
