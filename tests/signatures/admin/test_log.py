"""Wagtail keeps its log for ever: it tells what was done and by whom, and nothing about the person signing."""

import json

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests import builders
from tests.signatures.admin.desk import decide, undo

pytestmark = pytest.mark.django_db

CANARIES = ("Zebedee", "Quagmire", "Rolecanary", "notecanary", "canary.local", "domaincanary")


@pytest.fixture
def busy_evening(statement, organiser):
    """One of each act about one signature."""
    signature = builders.signature(
        statement, email="canary.local@domaincanary.example", first_name="Zebedee", last_name="Quagmire",
        roles="Rolecanary of Unite",
    )  # fmt: skip
    for button, seen in (("hold", "waiting"), ("reject", "held"), ("publish", "rejected")):
        builders.reason()
        decide(organiser, signature, button, seen=seen, reason="abuse", note="notecanary: Zebedee")
    undo(organiser, signature.decisions.latest())
    organiser.post(reverse("signatures_admin:address", args=[signature.pk]))
    return signature


def test_each_act_has_an_entry_with_its_maker(busy_evening, organiser):
    entries = ModelLogEntry.objects.filter(action__startswith="signatures.").order_by("pk")
    assert [entry.action for entry in entries] == [
        "signatures.hold", "signatures.reject", "signatures.publish", "signatures.undo", "signatures.see_address",
    ]  # fmt: skip
    assert {entry.user_id for entry in entries} == {organiser.user.pk}
    assert {entry.object_id for entry in entries} == {str(busy_evening.pk)}


def test_no_entry_holds_personal_data(busy_evening):
    for entry in ModelLogEntry.objects.all():
        whole = f"{entry.label} {json.dumps(entry.data)} {entry.message} {entry.comment}"
        assert not [canary for canary in CANARIES if canary.lower() in whole.lower()]


def test_the_site_history_reads_well_and_holds_no_personal_data(busy_evening, organiser):
    page = organiser.get("/admin/reports/site-history/").content.decode()
    for sentence in (
        "Set the signature aside",
        "Rejected the signature",
        "Published the signature",
        "Took a decision about the signature back",
        "Looked at the signer&#x27;s address",
    ):
        assert sentence in page
    assert f"signature {busy_evening.pk}" in page.lower()
    assert not [canary for canary in CANARIES if canary.lower() in page.lower()]


def test_a_volunteer_finds_no_trace_of_signatures_in_the_site_history(busy_evening, volunteer):
    page = volunteer.get("/admin/reports/site-history/", follow=True).content.decode()
    assert "Published the signature" not in page
