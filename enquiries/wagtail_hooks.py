"""Registers the inbox with Wagtail; what is registered lives in `admin/`."""

from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from enquiries.admin import log_actions
from enquiries.admin import urls as admin_urls
from enquiries.admin.modeladmin import EnquiriesGroup
from enquiries.admin.panels import InboxPanel
from enquiries.permissions import can_read

modeladmin_register(EnquiriesGroup)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("enquiries/", include(admin_urls))]


@hooks.register("register_log_actions")
def log_action_names(actions) -> None:
    log_actions.register(actions)


@hooks.register("construct_homepage_panels")
def inbox_on_the_home(request, panels: list) -> None:
    if can_read(request.user):
        panels.append(InboxPanel())
