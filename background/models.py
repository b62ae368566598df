"""A job: work in portions, with how far it got. What a portion is, its kind knows."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "waiting", _("waiting for its turn")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("failed")


UNFINISHED = (State.WAITING, State.RUNNING)
IS_UNFINISHED = Q(state__in=[state.value for state in UNFINISHED])  # plain strings, because migrations keep them


class JobQuerySet(models.QuerySet):
    def unfinished(self) -> "JobQuerySet":
        return self.filter(state__in=UNFINISHED)

    def about(self, kind: str, subject_id: int) -> "JobQuerySet":
        return self.filter(kind=kind, subject_id=subject_id)

    def abandoned(self, now: datetime) -> "JobQuerySet":
        """Those whose worker died, or whose turn should have come long ago."""
        overdue = Q(lease=None, due_at__lt=now - timedelta(seconds=settings.BACKGROUND_LEASE_SECONDS))
        return self.unfinished().filter(Q(leased_until__lt=now) | overdue)


class Job(models.Model):
    """Only `background.services` and `background.turns` write it. It holds no personal data, its title included."""

    kind = models.CharField(_("kind"), max_length=60)
    subject_id = models.BigIntegerField(_("subject"), null=True)
    title = models.CharField(_("what"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    cursor = models.JSONField(null=True, editable=False)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), null=True)
    result = models.JSONField(_("result"), default=dict, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("started by")
    )
    made_at = models.DateTimeField(_("started"), default=timezone.now)
    day = models.DateField(_("the day's own"), null=True, editable=False)  # of a job that the site starts once a day
    began_at = models.DateTimeField(_("began"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    cancel_asked_at = models.DateTimeField(null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("cancelled by")
    )
    due_at = models.DateTimeField(default=timezone.now, editable=False)
    lease = models.UUIDField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    faults = models.PositiveSmallIntegerField(default=0, editable=False)
    last_error = models.CharField(_("last error"), max_length=120, blank=True)

    objects = JobQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("background work")
        default_permissions = ("view", "change")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="background_job_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.RUNNING.value, lease__isnull=False, leased_until__isnull=False)
                | (~Q(state=State.RUNNING.value) & Q(lease__isnull=True, leased_until__isnull=True)),
                name="background_job_leased_while_running",
            ),
            models.CheckConstraint(
                condition=IS_UNFINISHED & Q(ended_at__isnull=True) | ~IS_UNFINISHED & Q(ended_at__isnull=False),
                name="background_job_ended",
            ),
            models.UniqueConstraint(
                fields=("kind", "day"), condition=Q(day__isnull=False), name="background_job_once_a_day"
            ),
        )
        indexes = (
            models.Index(fields=("kind", "subject_id"), name="background_job_subject"),
            models.Index(fields=("-made_at", "-id"), name="background_job_newest"),
            models.Index(
                fields=("due_at",),
                condition=IS_UNFINISHED,
                name="background_job_unfinished",
            ),
        )

    def __str__(self) -> str:
        return _("job %(number)s") % {"number": self.pk}

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_failed(self) -> bool:
        return self.state == State.FAILED

    @property
    def is_stopping(self) -> bool:
        return self.is_unfinished and self.cancel_asked_at is not None
