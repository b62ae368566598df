"""A volunteer submits, an organiser checks: the way of a page to the public."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from campaign_pages.models import InformationPage
from outbox.models import Message
from tests import builders

pytestmark = pytest.mark.django_db


def form(title: str, action: str) -> dict:
    return {
        "title": title,
        "slug": "about",
        "introduction": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        f"action-{action}": action,
    }


@pytest.fixture
def submitted(client) -> InformationPage:
    page = builders.home().add_child(instance=InformationPage(title="About", slug="about"))
    client.force_login(builders.user("volunteer", "volunteer@example.org"))
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form("About us", "submit"))
    return page


def decide(client, page, action: str):
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    return client.post(address, {"comment": ""})


def public_title(page) -> str:
    return InformationPage.objects.get(pk=page.pk).title


def test_what_a_volunteer_submits_waits_for_an_organiser(submitted, client):
    assert submitted.current_workflow_state.workflow.name == "Organiser checks it"
    assert public_title(submitted) == "About"

    client.force_login(builders.user("organiser"))
    assert "About us" in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("role", ["organiser", "admin"])
def test_an_organiser_or_admin_approves_and_the_page_is_public(submitted, client, role):
    client.force_login(builders.user(role))

    decide(client, submitted, "approve")

    assert public_title(submitted) == "About us"


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_nobody_else_approves(submitted, client, role):
    client.force_login(builders.user(role))

    decide(client, submitted, "approve")

    assert public_title(submitted) == "About"


@pytest.mark.parametrize("role", ["organiser", "admin"])
def test_who_checks_may_also_edit_the_page_that_waits(submitted, client, role):
    client.force_login(builders.user(role))

    client.post(reverse("wagtailadmin_pages:edit", args=[submitted.pk]), form("Better", "publish"))

    assert public_title(submitted) == "Better"


def test_the_organisers_are_told_by_mail_and_the_volunteer_when_it_is_decided(client, sent_mail):
    organiser = builders.user("organiser")
    page = builders.home().add_child(instance=InformationPage(title="About", slug="about"))
    client.force_login(builders.user("volunteer", "volunteer@example.org"))
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form("About us", "submit"))

    assert [mail.to for mail in sent_mail()] == [[organiser.email]]

    client.force_login(organiser)
    decide(client, page, "approve")

    assert ["volunteer@example.org"] in [mail.to for mail in sent_mail()]


def test_the_mails_are_stored_first_then_delivered_and_hold_what_each_needs_to_know(client, sent_mail, settings):
    settings.EMAIL_BACKEND = "outbox.backends.OutboxBackend"  # tests put Django's own in its place
    statement = builders.statement()
    builders.signature(statement, first_name="Zymurgy", email="zymurgy@example.org")
    organiser = builders.user("organiser")
    page = builders.home().add_child(instance=InformationPage(title="About", slug="about"))
    client.force_login(builders.user("volunteer", "volunteer@example.org"))
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form("About us", "submit"))

    assert Message.objects.count() == 1
    [submitted] = sent_mail()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "About us" in submitted.subject
    assert f"http://testserver{edit}" in submitted.body

    client.force_login(organiser)
    decide(client, page, "approve")
    approved = next(mail for mail in sent_mail() if mail.to == ["volunteer@example.org"])

    assert "was checked and approved" in approved.body
    assert "http://testserver/about/" in approved.body
    for mail in sent_mail():
        parts = [mail.subject, mail.body, *(str(part[0]) for part in mail.alternatives)]
        assert "zymurgy" not in "".join(parts).lower()
        assert "email-header.jpg" not in "".join(parts)


def test_a_refusal_is_mailed_with_its_reason(client, sent_mail):
    organiser = builders.user("organiser")
    page = builders.home().add_child(instance=InformationPage(title="About", slug="about"))
    client.force_login(builders.user("volunteer", "volunteer@example.org"))
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form("About us", "submit"))
    client.force_login(organiser)
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", task.pk])
    client.post(address, {"comment": "Please name the source."})

    refused = next(mail for mail in sent_mail() if mail.to == ["volunteer@example.org"])

    assert "Please name the source." in refused.body
    assert public_title(page) == "About"
