"""What the admin's front page says about the mail."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.site_summary import SummaryItem

from outbox import permissions
from outbox.models import Message

LATE = timedelta(minutes=15)


class MailTrouble(SummaryItem):
    """How many mails failed and how many are late; nothing at all while everything is well."""

    order = 900
    template_name = "outbox/mail_trouble.html"

    @cached_property
    def failed(self) -> int:
        return Message.objects.failed().count()

    @cached_property
    def late(self) -> int:
        return Message.objects.late(timezone.now() - LATE).count()

    def is_shown(self) -> bool:
        return permissions.can_see_failed_mail(self.request.user) and bool(self.failed or self.late)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"failed": self.failed, "late": self.late}
