"""Why somebody should look twice at a signature. A flag decides nothing."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from signatures.checks.reasons import DETAILS, REASONS, CheckReason


class SignatureFlag(models.Model):
    """One check's reason to look twice at one signature; `detail` says more without personal data.

    `services.flagging` is its only writer, and keeps `Signature.flagged` in step.
    """

    signature = models.ForeignKey(
        "signatures.Signature", on_delete=models.CASCADE, related_name="flags", db_index=False
    )
    name = models.CharField(_("check"), max_length=20)
    detail = models.CharField(max_length=80, blank=True)
    found_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reason to look twice")
        verbose_name_plural = _("reasons to look twice")
        default_permissions = ()
        constraints = (models.UniqueConstraint(name="flag_once_per_check", fields=["signature", "name"]),)
        indexes = (models.Index(name="flag_by_name", fields=["name", "signature"]),)
        ordering = ("pk",)

    def __str__(self) -> str:
        return _("reason %(number)s") % {"number": self.pk}

    @property
    def shown_detail(self) -> str:
        """What the check adds, in words where it is a kind of thing and as it stands where it is a list's entry."""
        return str(DETAILS.get(self.detail, self.detail))

    @property
    def reason(self) -> CheckReason:
        """The check's label and sentence; a check that no longer exists has its bare name for both."""
        return REASONS.get(self.name) or CheckReason(self.name, self.name, self.name)
