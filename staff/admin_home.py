"""The panel "What you can do" on the admin's home page: the few jobs of a role, in plain words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from staff.models import User

May = Callable[[User], bool]


@dataclass(frozen=True)
class Job:
    """Something to do: its name, a line about it, the address where it is done, and who may."""

    name: str
    about: str
    address: tuple[str, tuple]
    may: May

    def url(self) -> str | None:
        """None when the room that does this job is not part of this site."""
        name, arguments = self.address
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            return None


def has(right: str) -> May:
    return lambda user: user.has_perm(right)


def may_edit_pages(user: User) -> bool:
    return page_permission_policy.user_has_any_permission(user, {"add", "change"})


def may_publish_pages(user: User) -> bool:
    return page_permission_policy.user_has_permission(user, "publish")


JOBS = (
    Job(
        _("Edit pages"),
        _("Choose a page, change its words, look at the preview. Organisers check it before it goes up."),
        ("wagtailadmin_explore_root", ()),
        lambda user: may_edit_pages(user) and not may_publish_pages(user),
    ),
    Job(
        _("Edit and publish pages"),
        _("Choose a page, change its words, look at the preview, publish."),
        ("wagtailadmin_explore_root", ()),
        may_publish_pages,
    ),
    Job(
        _("Add news"),
        _("A headline, a sentence or two, a picture if you have one."),
        ("campaign_add_news", ()),
        may_edit_pages,
    ),
    Job(
        _("Edit the actions, or put them into another order"),
        _("What visitors are asked to do, beginning with the first."),
        ("campaign_actions", ()),
        may_edit_pages,
    ),
    Job(
        _("Add pictures"),
        _("Upload photographs and say what they show. Ask the people in them first."),
        ("wagtailimages:index", ()),
        may_edit_pages,
    ),
    Job(
        _("Change the footer, menus and social accounts"),
        _("A change here is on every page at once."),
        ("wagtailsettings:edit", ("home", "sitesettings")),
        has("home.change_sitesettings"),
    ),
    Job(
        _("Manage the people who log in"),
        _("Add somebody, choose their role, or take their login away."),
        ("wagtailusers_users:index", ()),
        has("staff.change_user"),
    ),
)


class WhatYouCanDoPanel(Component):
    """Lists the jobs that this person may do; absent for somebody who has none of them."""

    order = 60
    template_name = "staff/what_you_can_do.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        request: HttpRequest = parent_context["request"]
        jobs = [(job, job.url()) for job in JOBS if job.may(request.user)]
        return {"jobs": [(job, url) for job, url in jobs if url]}
