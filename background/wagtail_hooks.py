"""What background work adds to the admin. This module registers, nothing else."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from background.admin import JobAdmin
from background.panels import JobTrouble
from background.services import CANCELLED, TRIED_AGAIN

modeladmin_register(JobAdmin)


@hooks.register("construct_homepage_summary_items")
def add_job_trouble(request: HttpRequest, items: list) -> None:
    items.append(JobTrouble(request))


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action(CANCELLED, _("Cancel background work"), _("Background work cancelled"))
    actions.register_action(TRIED_AGAIN, _("Try background work again"), _("Background work tried again"))
