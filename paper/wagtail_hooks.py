"""Registers the sheets with Wagtail; what is registered lives in `admin/`."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from paper import services
from paper.admin import urls as admin_urls
from paper.admin.modeladmin import SheetBatchAdmin

modeladmin_register(SheetBatchAdmin)

ACTIONS = {
    services.ORDER: (_("Order petition sheets"), _("Ordered the sheets")),
    services.CANCEL: (_("Cancel petition sheets"), _("Cancelled the sheets")),
    services.RESTORE: (_("Take a cancelling of petition sheets back"), _("Took the cancelling back")),
}


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("sheets/", include(admin_urls))]


@hooks.register("register_log_actions")
def log_action_names(actions) -> None:
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
