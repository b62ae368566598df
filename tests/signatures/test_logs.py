"""Logs hold routes and statuses: canary values sent through every field and error path never come out (promise 9)."""

import io
import logging
import logging.config

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError
from django.test import Client

from config.logging import LOGGING
from public_forms.guard import MAX_BODY_BYTES
from signatures import links
from signatures.services import confirming, signing
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor

pytestmark = pytest.mark.django_db

CANARY = "Kanarienvogel"
FIELDS = ["first_name", "last_name", "email", "roles", "display", "publish_consent", "form_token", "website"]


@pytest.fixture
def log(monkeypatch):
    """Everything our configured handler writes, from every logger down to DEBUG."""
    (name,) = LOGGING["root"]["handlers"]
    configured = LOGGING["handlers"][name]
    assert configured["class"] == "logging.StreamHandler"
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = LOGGING["formatters"][configured["formatter"]]
    handler.setFormatter(formatter["()"](formatter["format"]))
    for each in configured["filters"]:
        handler.addFilter(LOGGING["filters"][each]["()"]())
    loggers = [logging.getLogger(), *map(logging.getLogger, LOGGING["loggers"])]
    for logger in loggers:
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


def silent(log) -> str:
    """What was written; fails where it holds a canary in whatever spelling."""
    written = log.getvalue()
    assert written
    assert CANARY.lower() not in written.lower(), written
    return written


def quiet_client() -> Client:
    """As a server does it: an exception becomes a page and a line in the log."""
    return Client(raise_request_exception=False)


def test_the_tests_handler_is_the_one_that_is_configured():
    assert django_settings.LOGGING is LOGGING
    assert all(each["handlers"] == ["console"] for each in [LOGGING["root"], *LOGGING["loggers"].values()])
    assert not [each for each in LOGGING["loggers"].values() if each["propagate"]]


def test_a_signature_leaves_no_trace_of_its_signer(page, log):
    visitor = Visitor()
    answer = visitor.sign(page, first_name=CANARY, last_name=CANARY, roles=CANARY, email=f"{CANARY}@example.org")
    visitor.follow(answer)
    written = silent(log)
    assert "sign/<int:statement_id>/ 303" in written
    assert answer["Location"].split("/")[-2] not in written


@pytest.mark.parametrize("field", FIELDS)
def test_a_refused_form_leaves_no_trace_of_what_was_typed(page, log, field):
    data = builders.form_data(page, **{field: f"{CANARY} http://{CANARY}.example/ \x00"})
    Client().post(f"/sign/{page.pk}/?{CANARY}={CANARY}", data)
    silent(log)


@pytest.mark.parametrize(
    "path",
    [
        f"/{CANARY}/",
        f"/{CANARY}/count.json",
        f"/statement/signatures/?q={CANARY}",
        f"/statement/signatures/?after={CANARY}",
        f"/statement/{CANARY}.html",
        f"/my-signature/{CANARY}/",
        f"/my-signature/confirm/{CANARY}/",
        f"/my-signature/unsubscribe/1-0-{CANARY}/",
        f"/sign/sent/{CANARY}/",
        f"/sign/{CANARY}/",
        f"/admin/{CANARY}/",
        f"/admin/login/?next=/{CANARY}",
        f"/%00{CANARY}/",
        f"/%ff{CANARY}/",
        f"/documents/1/{CANARY}.pdf",
        f"/media/{CANARY}.png",
        f"//{CANARY}",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_an_address_that_leads_nowhere_leaves_no_trace(page, log, path, method):
    getattr(quiet_client(), method)(path)
    silent(log)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": f"https://{CANARY}.example"},
        {"Host": f"{CANARY}_.example:bad"},
        {"Referer": f"https://{CANARY}.example/{CANARY}"},
        {"User-Agent": CANARY},
        {"Cookie": f"sessionid={CANARY}{CANARY}; csrftoken={CANARY}"},
        {"X-Forwarded-For": CANARY},
        {"Content-Length": CANARY},
        {"Content-Type": f"multipart/form-data; boundary={CANARY}"},
        {"Content-Type": f"application/x-www-form-urlencoded; charset={CANARY}"},
    ],
    ids=str,
)
def test_no_header_leaves_a_trace(page, log, headers):
    client = quiet_client()
    client.generic("POST", f"/sign/{page.pk}/", f"first_name={CANARY}", headers=headers)
    client.generic("POST", "/admin/login/", f"username={CANARY}&password={CANARY}", headers=headers)
    silent(log)


def test_a_huge_form_leaves_no_trace(page, log):
    Client().post(f"/sign/{page.pk}/", {"first_name": CANARY * MAX_BODY_BYTES})
    silent(log)


@pytest.mark.parametrize(
    "error",
    [
        ValueError(CANARY),
        IntegrityError(f"duplicate key: Key (first_name)=({CANARY}) already exists. Failing row contains ({CANARY})."),
        KeyError(CANARY),
        UnicodeEncodeError("utf-8", CANARY, 0, 1, CANARY),
        type(CANARY, (Exception,), {})("an exception of a class made on the way"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_exception_inside_a_view_leaves_its_place_and_kind_and_no_value(page, log, error, monkeypatch):
    def fail(*_args, **_named):
        canary_in_a_local_variable = CANARY
        try:
            raise RuntimeError(canary_in_a_local_variable)
        except RuntimeError:
            raise error  # noqa: B904  (a chain of two)

    monkeypatch.setattr(signing, "sign", fail)
    answer = quiet_client().post(f"/sign/{page.pk}/", builders.form_data(page, first_name=CANARY))
    assert answer.status_code == 500
    assert CANARY.encode() not in answer.content
    written = log.getvalue()
    assert "POST sign/<int:statement_id>/ answered 500" in written
    assert "in fail" in written
    if type(error).__name__ != CANARY:  # a class has its name from our code, never from a visitor
        silent(log)


def test_a_row_that_the_database_refuses_leaves_no_trace(page, log, monkeypatch):
    """A real one: the database quotes the row in its message."""
    signature = builders.signature(page, State.UNCONFIRMED, first_name=CANARY, email=f"{CANARY}@example.org")

    def put_twice(*_args):
        signature.pk = None
        signature.save(force_insert=True)

    monkeypatch.setattr(confirming, "confirm", put_twice)
    visitor = Visitor()
    url = links.confirm_url(signature)
    shown = visitor.get(url)
    visitor.client.raise_request_exception = False
    from django.db import transaction

    from tests.signatures.visitor import post_form, values

    with transaction.atomic():
        assert visitor.client.post(url, values(post_form(shown))).status_code == 500
        transaction.set_rollback(True)
    assert "IntegrityError" in silent(log)
    assert url.split("/")[-2] not in log.getvalue()


def test_a_bad_host_leaves_no_trace(page, log, settings):
    settings.ALLOWED_HOSTS = ["campaign.example"]
    quiet_client().get("/", headers={"Host": f"{CANARY}.example"})
    silent(log)


def test_an_unexpected_error_of_a_page_shows_the_visitor_nothing_of_it(page, monkeypatch):
    monkeypatch.setattr("signatures.views.reading.signature_count", lambda _statement: 1 / 0)
    answer = quiet_client().get("/statement/count.json")
    assert answer.status_code == 500
    assert b"ZeroDivision" not in answer.content
    assert b"Traceback" not in answer.content
