"""The first page after logging in says in plain words what one can do."""

import pytest
from django.urls import reverse

from tests import builders

pytestmark = pytest.mark.django_db


FOR_EDITORS = [
    "Add news",
    "Edit the actions, or put them into another order",
    "Add pictures",
    "Change the footer, menus and social accounts",
]


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("volunteer", ["Edit pages", *FOR_EDITORS]),
        ("organiser", ["Edit and publish pages", *FOR_EDITORS]),
        ("admin", ["Edit and publish pages", *FOR_EDITORS, "Manage the people who log in"]),
    ],
)
def test_it_offers_the_jobs_of_the_role_and_each_opens(client, role, offered):
    client.force_login(builders.user(role))

    response = client.get(reverse("wagtailadmin_home"))
    panel = next(panel for panel in response.context["panels"] if type(panel).__name__ == "WhatYouCanDoPanel")
    jobs = panel.get_context_data({"request": response.wsgi_request})["jobs"]

    assert [job.name for job, _url in jobs] == offered
    assert "What you can do" in response.content.decode()
    assert all(client.get(url, follow=True).status_code == 200 for _job, url in jobs)


def test_a_moderator_who_has_none_of_these_jobs_sees_no_empty_panel(client):
    client.force_login(builders.user("moderator"))

    response = client.get(reverse("wagtailadmin_home"))

    assert response.status_code == 200
    assert "What you can do" not in response.content.decode()
