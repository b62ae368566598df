"""Makes the groups of the roles table, and the workflow by which organisers check what volunteers submit."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from staff import roles

# Made by Wagtail's own migrations. Their rights are not those of our table.
STOCK_GROUPS = ("Editors", "Moderators")
STOCK_WORKFLOW = "Moderators approval"


class UnknownRight(LookupError):
    """The table of roles names a right that no installed app defines."""


@transaction.atomic
def set_up() -> list[str]:
    """Bring groups and workflow in line with the table of roles; a line for each thing that was changed.

    The table is the truth: what somebody gave a role by hand is taken back, so that a role means the same on
    every installation. Other groups are left alone.

    Raises: UnknownRight, having changed nothing.
    """
    permissions = _permissions()
    changes = []
    for role in roles.ROLES:
        changes += _set_up_role(role, permissions)
    return changes + _remove_stock() + _set_up_workflow()


def _permissions() -> dict[str, Permission]:
    """Every right that the table names."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    named = {**roles.RIGHTS, **roles.PAGE_RIGHTS, **roles.COLLECTION_RIGHTS}
    missing = sorted(set(named) - set(known))
    if missing:
        raise UnknownRight(f"There is no right called {', '.join(missing)}. Run `migrate` first.")
    return {name: known[name] for name in named}


def _set_up_role(role: str, permissions: dict[str, Permission]) -> list[str]:
    """Give the group of `role` exactly what the table says; one line, or none when it had that already."""
    group, is_new = Group.objects.get_or_create(name=role)
    wanted = {permissions[name] for name in roles.rights_of(role, roles.RIGHTS)}
    present = set(group.permissions.all())
    group.permissions.set(wanted)
    given, taken = list(wanted - present), list(present - wanted)

    for table, rows, at_root in (
        (roles.PAGE_RIGHTS, GroupPagePermission.objects, {"page": Page.get_first_root_node()}),
        (roles.COLLECTION_RIGHTS, GroupCollectionPermission.objects, {"collection": Collection.get_first_root_node()}),
    ):
        wanted = {permissions[name] for name in roles.rights_of(role, table)}
        for row in rows.filter(group=group).exclude(permission__in=wanted, **at_root):
            taken.append(row.permission)
            row.delete()
        present = {row.permission for row in rows.filter(group=group).select_related("permission")}
        rows.bulk_create(rows.model(group=group, permission=right, **at_root) for right in wanted - present)
        given += wanted - present

    told = ["made"] if is_new else []
    told += [f"{verb} {_listed(rights)}" for verb, rights in (("given", given), ("taken back", taken)) if rights]
    return [f"{role}: {'; '.join(told)}"] if told else []


def _listed(rights: Iterable[Permission]) -> str:
    return ", ".join(sorted(right.codename for right in rights))


def _remove_stock() -> list[str]:
    """Remove the groups and the workflow that come with Wagtail; whatever waited in that workflow is freed."""
    changes = []
    for group in Group.objects.filter(name__in=STOCK_GROUPS):
        changes.append(f"{group.name}: removed, with {group.user_set.count()} members")
        group.delete()
    for workflow in Workflow.objects.filter(name=STOCK_WORKFLOW, active=True):
        workflow.deactivate()
        changes.append(f"workflow {workflow.name}: removed")
    for task in GroupApprovalTask.objects.filter(name=STOCK_WORKFLOW, active=True):
        task.deactivate()
    # Kept only where a page's history still speaks of them.
    Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states__isnull=True).delete()
    GroupApprovalTask.objects.filter(name=STOCK_WORKFLOW, task_states__isnull=True).delete()
    return changes


def _set_up_workflow() -> list[str]:
    """The workflow that holds wherever an admin has not chosen another."""
    changes = []
    task, is_new = GroupApprovalTask.objects.get_or_create(name=roles.REVIEW)
    reviewers = set(Group.objects.filter(name__in=roles.REVIEWERS))
    if set(task.groups.all()) != reviewers:
        task.groups.set(reviewers)
        changes.append(f"workflow {roles.REVIEW}: {' or '.join(roles.REVIEWERS)} approves")
    workflow, is_new = Workflow.objects.get_or_create(name=roles.REVIEW)
    if is_new:
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.get_first_root_node()
    if not WorkflowPage.objects.filter(page=root).exists():
        WorkflowPage.objects.create(workflow=workflow, page=root)
        changes.append(f"workflow {roles.REVIEW}: holds for every page")
    return changes
