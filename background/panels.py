"""What the admin's front page says about background work."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.site_summary import SummaryItem

from background import permissions
from background.models import Job, State

LATE = timedelta(minutes=5)
RECENT = timedelta(days=7)


class JobTrouble(SummaryItem):
    """How many jobs failed of late and how many wait for a worker; nothing at all while everything is well."""

    order = 890
    template_name = "background/job_trouble.html"

    @cached_property
    def failed(self) -> int:
        return Job.objects.filter(state=State.FAILED, ended_at__gt=timezone.now() - RECENT).count()

    @cached_property
    def late(self) -> int:
        return Job.objects.filter(state=State.WAITING, due_at__lt=timezone.now() - LATE).count()

    def is_shown(self) -> bool:
        return permissions.can_see_jobs(self.request.user) and bool(self.failed or self.late)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"failed": self.failed, "late": self.late}
