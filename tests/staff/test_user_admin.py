"""Managing the people who log in, with an email address where Wagtail expects a user name."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from staff.models import User
from tests import builders

pytestmark = pytest.mark.django_db

PASSWORD = "quiet-harbour-eleven-kites"


@pytest.fixture
def admin(client) -> User:
    person = builders.user("admin", "admin@example.org")
    client.force_login(person)
    return person


def posted(**fields) -> dict:
    given = {
        "email": "new@example.org",
        "first_name": "Nia",
        "last_name": "Newcomer",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "groups": [str(Group.objects.get(name="volunteer").pk)],
    }
    return given | fields


def test_an_admin_adds_somebody_who_can_then_log_in(admin, client):
    client.post(reverse("wagtailusers_users:add"), posted())

    client.logout()
    client.post("/admin/login/", {"username": "new@example.org", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200
    assert [group.name for group in User.objects.get(email="new@example.org").groups.all()] == ["volunteer"]


def test_an_address_logs_in_whatever_its_letter_case(admin, client):
    client.post(reverse("wagtailusers_users:add"), posted())

    client.logout()
    client.post("/admin/login/", {"username": "New@Example.org", "password": PASSWORD})

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("address", ["admin@example.org", "Admin@Example.org"])
def test_a_second_user_with_the_same_address_is_refused_in_words(admin, client, address):
    response = client.post(reverse("wagtailusers_users:add"), posted(email=address))

    assert response.status_code == 200
    assert "already" in response.content.decode()
    assert User.objects.count() == 1


def test_the_list_shows_and_finds_people_by_name_and_address(admin, client):
    builders.user("volunteer", "vera@example.org")

    shown = client.get(reverse("wagtailusers_users:index")).content.decode()
    found = client.get(reverse("wagtailusers_users:index"), {"q": "vera"}).content.decode()
    by_role = client.get(reverse("wagtailusers_users:index"), {"group": Group.objects.get(name="admin").pk})

    assert "vera@example.org" in shown
    assert "vera@example.org" in found
    assert "vera@example.org" not in by_role.content.decode()


@pytest.mark.parametrize("ordering", ["name", "-name", "email", "-email", "last_login", "is_active"])
def test_the_list_can_be_sorted_by_each_column(admin, client, ordering):
    assert client.get(reverse("wagtailusers_users:index"), {"ordering": ordering}).status_code == 200


def test_an_admin_changes_name_role_and_address_and_leaves_the_password(admin, client):
    vera = builders.user("volunteer", "vera@example.org")
    address = reverse("wagtailusers_users:edit", args=[vera.pk])
    assert "vera@example.org" in client.get(address).content.decode()

    moderator = str(Group.objects.get(name="moderator").pk)
    client.post(
        address,
        posted(email="vera.w@example.org", password1="", password2="", is_active="on", groups=[moderator]),
    )

    vera.refresh_from_db()
    assert (vera.email, vera.first_name) == ("vera.w@example.org", "Nia")
    assert [group.name for group in vera.groups.all()] == ["moderator"]
    assert vera.check_password(builders.PASSWORD)


def test_an_admin_takes_a_login_away(admin, client):
    vera = builders.user("volunteer", "vera@example.org")

    client.post(reverse("wagtailusers_users:delete", args=[vera.pk]))

    assert not User.objects.filter(pk=vera.pk).exists()


def test_people_change_their_own_name_and_password(client):
    vera = builders.user("volunteer", "vera@example.org")
    client.force_login(vera)

    assert client.get(reverse("wagtailadmin_account")).status_code == 200
    assert client.get(reverse("wagtailadmin_password_reset")).status_code == 200


def test_the_history_of_a_user_opens(admin, client):
    assert client.get(reverse("wagtailusers_users:history", args=[admin.pk])).status_code == 200
