"""Demo logins: one for each role, for a local run and nowhere else."""

import stat

import pytest
from django.core.management import CommandError, call_command

from staff import demo_logins
from staff.models import User
from staff.roles import ROLES
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def local_run(settings, tmp_path):
    settings.LOCAL_RUN = True
    settings.VAR_DIR = tmp_path / "var"


@pytest.fixture
def with_roles():
    builders.home()
    call_command("setup_roles", verbosity=0)


def listed() -> list[list[str]]:
    return [line.split("\t") for line in demo_logins.path().read_text().splitlines()]


def test_the_file_lists_role_address_and_pass_phrase_in_one_line_each(with_roles):
    call_command("make_demo_logins")

    assert [row[0] for row in listed()] == ["volunteer", "moderator", "organiser", "admin"]
    assert all(len(row) == 3 and row[1] == f"{row[0]}@example.org" for row in listed())


def test_only_its_owner_can_read_the_file(with_roles):
    call_command("make_demo_logins")

    assert stat.S_IMODE(demo_logins.path().stat().st_mode) == 0o600
    assert [file.name for file in demo_logins.path().parent.iterdir()] == ["demo-logins.txt"]


@pytest.mark.parametrize("role", ROLES)
def test_each_login_opens_the_admin_and_is_no_superuser(with_roles, client, role):
    demo_logins.make()
    _role, address, pass_phrase = next(row for row in listed() if row[0] == role)

    client.post("/admin/login/", {"username": address, "password": pass_phrase})

    assert client.get("/admin/").status_code == 200
    user = User.objects.get(email=address)
    assert [group.name for group in user.groups.all()] == [role]
    assert not user.is_superuser


def test_a_second_run_keeps_logins_that_still_work(with_roles):
    first = demo_logins.make()

    assert demo_logins.make() == first
    assert User.objects.count() == 4


def test_a_login_that_no_longer_works_is_made_anew(with_roles):
    first = {role: pass_phrase for role, _address, pass_phrase in demo_logins.make()}
    organiser = User.objects.get(email="organiser@example.org")
    organiser.set_password("somebody changed it")
    organiser.is_active = False
    organiser.save()

    second = {role: pass_phrase for role, _address, pass_phrase in demo_logins.make()}

    organiser.refresh_from_db()
    assert organiser.is_active
    assert organiser.check_password(second["organiser"])
    assert {role for role in ROLES if first[role] != second[role]} == {"organiser"}


def test_a_spoilt_file_is_written_anew(with_roles):
    demo_logins.make()
    demo_logins.path().write_text("nonsense\n\n\t\t\t\n")

    demo_logins.make()

    assert len(listed()) == 4


def test_a_public_site_refuses_and_makes_nobody(with_roles, settings):
    settings.LOCAL_RUN = False

    with pytest.raises(CommandError, match="local run only"):
        call_command("make_demo_logins")

    assert not User.objects.exists()
    assert not demo_logins.path().exists()


def test_settings_that_say_nothing_are_taken_for_a_public_site(with_roles, settings):
    del settings.LOCAL_RUN

    with pytest.raises(CommandError):
        call_command("make_demo_logins")


def test_without_roles_it_says_what_to_do_first():
    with pytest.raises(CommandError, match="setup_roles"):
        call_command("make_demo_logins")

    assert not User.objects.exists()


def test_pass_phrases_are_random_and_can_be_typed():
    phrases = {demo_logins.new_pass_phrase() for _ in range(50)}

    assert len(phrases) == 50
    assert all(len(phrase) == 24 and phrase.replace("-", "").isalpha() for phrase in phrases)
