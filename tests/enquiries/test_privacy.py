"""What people write can't be read in the database, in the log, or in Wagtail's own bookkeeping."""

import json
import logging

import pytest
from django.apps import apps
from django.db import connection
from wagtail.models import Page

from enquiries.models import Enquiry, EnquiryNotice
from enquiries.services import handling
from tests import builders as site
from tests.enquiries import builders

pytestmark = pytest.mark.django_db

CANARY = {
    "name": "Canarina Vogel",
    "email": "canarina@birds.example",
    "phone": "+44 20 7946 0999",
    "organisation": "Canarybranch",
    "place": "Canaryplace",
    "dates": "Canarydate",
    "about": "Canaryabout",
}


def everything_in_the_database() -> str:
    """Every row of every table, as a dump holds it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found.append(
                json.dumps(
                    cursor.fetchall(),
                    default=lambda value: (
                        bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                    ),
                    ensure_ascii=False,
                )
            )
    return "\n".join(found)


def test_a_dump_of_the_database_holds_no_word_of_anybody(client, sent_mail):
    page = builders.speaker_page(notify="ann@secret-organisers.example")
    builders.send(client, page, **CANARY)
    handling.add_note(Enquiry.objects.get().pk, "Canarynote", by=site.organiser())
    dump = everything_in_the_database()

    assert "Invite a speaker" in dump, "it is a dump"
    for word in [*CANARY.values(), "birds.example", "Canarynote"]:
        assert word not in dump
    sent_mail()
    dump = everything_in_the_database()
    assert not [word for word in CANARY.values() if word in dump]
    assert EnquiryNotice.objects.get().address == "ann@secret-organisers.example"


def test_the_log_holds_no_word_of_anybody(client, caplog, sent_mail):
    page = builders.speaker_page(notify="ann@example.org")
    with caplog.at_level(logging.DEBUG):
        answer = builders.send(client, page, **CANARY)
        client.get(answer["Location"])
        builders.send(client, page, **(CANARY | {"audience": ""}))
        builders.send(client, page, **(CANARY | {"form_token": "x"}))
        client.get(f"/enquire/{page.pk}/?name={CANARY['name']}")
        sent_mail()
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert "enquire/<int:page_id>/" in ours
    token = answer["Location"].split("/")[-2]
    assert not [word for word in [*CANARY.values(), token] if word in ours]


def test_every_table_but_the_pages_stays_out_of_the_reference_index():
    tables = [model for model in apps.get_app_config("enquiries").get_models() if not issubclass(model, Page)]
    assert len(tables) == 4
    assert all(model.wagtail_reference_index_ignore for model in tables)


def test_its_text_in_lists_and_logs_is_a_number():
    enquiry = builders.enquiry(builders.speaker_page(), **CANARY)
    assert str(enquiry) == f"enquiry {enquiry.pk}"


def test_no_network_address_or_browser_is_kept(client):
    page = builders.contact_page()
    client.post(
        f"/enquire/{page.pk}/",
        builders.form_data(page),
        headers={"User-Agent": "CanaryBrowser/1.0", "Referer": "https://canary.example/"},
        REMOTE_ADDR="203.0.113.77",
    )
    dump = everything_in_the_database()
    assert Enquiry.objects.exists()
    assert not [word for word in ("203.0.113.77", "CanaryBrowser", "canary.example") if word in dump]
