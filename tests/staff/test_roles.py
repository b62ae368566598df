"""Setting up the roles: the table becomes groups, twice makes no difference, and nothing of Wagtail's is left."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
)

from staff import role_setup, roles
from tests import builders

pytestmark = pytest.mark.django_db


def rights_in_database(role: str) -> set[str]:
    permissions = Group.objects.get(name=role).permissions.select_related("content_type")
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in permissions}


def state() -> list:
    return [
        list(Group.objects.order_by("name").values("pk", "name")),
        sorted(Group.permissions.through.objects.values_list("group", "permission")),
        sorted(GroupPagePermission.objects.values_list("pk", "group", "page", "permission")),
        sorted(GroupCollectionPermission.objects.values_list("pk", "group", "collection", "permission")),
        sorted(Workflow.objects.values_list("pk", "name", "active")),
        sorted(GroupApprovalTask.objects.values_list("pk", "name", "active")),
        sorted(GroupApprovalTask.groups.through.objects.values_list("groupapprovaltask", "group")),
        sorted(WorkflowPage.objects.values_list("page", "workflow")),
    ]


@pytest.mark.parametrize("role", roles.ROLES)
def test_each_role_has_the_rights_of_the_table_and_no_other(role):
    role_setup.set_up()

    assert rights_in_database(role) == set(roles.rights_of(role, roles.RIGHTS))
    rows = GroupPagePermission.objects.filter(group__name=role).select_related("permission", "page")
    assert all(row.page.is_root() for row in rows)
    assert {f"wagtailcore.{row.permission.codename}" for row in rows} == set(roles.rights_of(role, roles.PAGE_RIGHTS))


def test_a_volunteer_has_no_right_over_anything_that_holds_signers():
    holders = ("signatures.", "outbox.", "vault.", "staff.", "auth.")

    assert not [right for right in roles.rights_of("volunteer", roles.RIGHTS) if right.startswith(holders)]


def test_a_moderator_has_no_right_over_pages_pictures_or_addresses():
    assert roles.rights_of("moderator", roles.PAGE_RIGHTS) == []
    assert roles.rights_of("moderator", roles.COLLECTION_RIGHTS) == []
    assert set(roles.rights_of("moderator", roles.RIGHTS)) == {
        "wagtailadmin.access_admin",
        "signatures.view_signature",
        "signatures.moderate_signature",
    }


def test_wagtails_own_groups_and_workflow_are_gone():
    role_setup.set_up()

    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)
    assert list(Workflow.objects.values_list("name", flat=True)) == [roles.REVIEW]
    assert list(GroupApprovalTask.objects.values_list("name", flat=True)) == [roles.REVIEW]


def test_a_second_run_changes_nothing():
    role_setup.set_up()
    before = state()

    assert role_setup.set_up() == []
    assert state() == before


def test_what_somebody_gave_or_took_by_hand_is_put_right():
    role_setup.set_up()
    before = state()
    volunteer = Group.objects.get(name="volunteer")
    volunteer.permissions.add(Permission.objects.get(codename="view_signature"))
    volunteer.permissions.remove(Permission.objects.get(codename="access_admin"))
    publish = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=volunteer, page=builders.home(), permission=publish)
    change = Permission.objects.get(codename="change_image", content_type__app_label="wagtailimages")
    below = Collection.get_first_root_node().add_child(name="Marches")
    GroupCollectionPermission.objects.create(group=volunteer, collection=below, permission=change)

    changes = role_setup.set_up()

    assert changes == ["volunteer: given access_admin; taken back change_image, publish_page, view_signature"]
    assert state()[1] == before[1]
    assert len(state()[2]) == len(before[2])
    assert len(state()[3]) == len(before[3])


def test_other_groups_and_the_members_of_a_role_are_left_alone():
    group = Group.objects.create(name="Translators")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    person = builders.user("volunteer")

    role_setup.set_up()

    assert group.permissions.count() == 1
    assert [group.name for group in person.groups.all()] == ["volunteer"]


def test_a_dry_run_says_what_it_would_do_and_does_nothing(capsys):
    before = state()

    call_command("setup_roles", "--dry-run")

    assert "organiser: made; given" in capsys.readouterr().out
    assert state() == before


def test_the_command_says_when_all_is_well(capsys):
    call_command("setup_roles")
    capsys.readouterr()

    call_command("setup_roles")

    assert capsys.readouterr().out == "The roles are as they should be.\n"


def test_a_right_that_no_app_defines_stops_everything_and_is_named(monkeypatch):
    monkeypatch.setitem(roles.RIGHTS, "signatures.read_minds", ("admin",))
    before = state()

    with pytest.raises(CommandError, match=r"signatures\.read_minds.*migrate"):
        call_command("setup_roles")

    assert state() == before


def test_a_workflow_that_an_admin_chose_for_all_pages_is_kept():
    role_setup.set_up()
    chosen = Workflow.objects.create(name="Two organisers check it")
    WorkflowPage.objects.filter(page=Page.get_first_root_node()).update(workflow=chosen)

    role_setup.set_up()

    assert WorkflowPage.objects.get().workflow == chosen


def test_pages_that_waited_in_wagtails_workflow_are_freed_and_its_history_is_kept():
    page = builders.home()
    page.save_revision()
    stock = Workflow.objects.get(name=role_setup.STOCK_WORKFLOW)
    stock.start(page, user=None)

    role_setup.set_up()

    assert page.current_workflow_state is None
    assert not Workflow.objects.get(pk=stock.pk).active
    assert role_setup.set_up() == []
