"""What the switches add to the admin. This module registers, nothing else."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from switches import permissions
from switches import urls as switch_urls
from switches.services import OFF, ON


class SwitchesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return permissions.can_use_switches(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list:
    return [path("signatures/switches/", include(switch_urls))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    # Short, because the side bar cuts off what is longer; the page is called by its whole name.
    return SwitchesMenuItem(_("Emergency"), reverse("switches:switches"), icon_name="warning", order=880)


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action(ON, _("Turn an emergency switch on"), _("Emergency switch turned on"))
    actions.register_action(OFF, _("Turn an emergency switch off"), _("Emergency switch turned off"))
