"""What the outbox adds to the admin. This module registers, nothing else."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from outbox.admin import FailedMailAdmin
from outbox.panels import MailTrouble
from outbox.services import TRIED_AGAIN

modeladmin_register(FailedMailAdmin)


@hooks.register("construct_homepage_summary_items")
def add_mail_trouble(request: HttpRequest, items: list) -> None:
    items.append(MailTrouble(request))


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action(TRIED_AGAIN, _("Try a failed mail again"), _("Failed mail tried again"))
