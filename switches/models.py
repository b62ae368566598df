"""One turning on of a switch, and its turning off: what is on now, and who did what in the past."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PAUSE = "pause", _("Pause signing")
    HOLD = "hold", _("Set everything new aside")
    HIDE = "hide", _("Hide all names")
    NOTICE = "notice", _("Notice on every page")


WITH_TEXT = (Kind.PAUSE, Kind.NOTICE)
IS_ON = Q(off_at__isnull=True)


class Switch(models.Model):
    """`statement` narrows a pause to one statement; without it a switch holds for the whole site."""

    kind = models.CharField(_("switch"), max_length=10, choices=Kind)
    statement = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("statement"),
        db_index=False,
    )
    text = models.CharField(_("what visitors read"), max_length=400, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    on_at = models.DateTimeField(_("on since"))
    on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("turned on by")
    )
    off_at = models.DateTimeField(_("off since"), null=True)
    off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("turned off by"),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("switch")
        verbose_name_plural = _("emergency switches")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="switch_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.PAUSE.value) | Q(statement__isnull=True), name="switch_statement_only_to_pause"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=IS_ON & Q(statement__isnull=True), name="switch_on_once"
            ),
            models.UniqueConstraint(
                fields=["statement"], condition=IS_ON & Q(statement__isnull=False), name="switch_on_once_a_statement"
            ),
        )
        indexes = (models.Index(fields=["-on_at", "-id"], name="switch_newest"),)

    def __str__(self) -> str:
        return _("switch %(number)s") % {"number": self.pk}

    @property
    def name(self) -> str:
        label = self.get_kind_display()
        return f"{label}: {self.statement.title}" if self.statement else str(label)
