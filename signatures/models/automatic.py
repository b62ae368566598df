"""What the site published by itself, because no check flagged it, and who has looked at it since."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AutomaticPublication(models.Model):
    """One signature that nobody saw before it was up. The lowest `lot`s of a `day` are that day's sample."""

    decision = models.OneToOneField("signatures.Decision", on_delete=models.CASCADE, related_name="automatic")
    day = models.DateField()
    lot = models.PositiveIntegerField()
    looked_at = models.DateTimeField(_("looked at"), null=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("looked at by"),
        db_index=False,
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("automatic publication")
        verbose_name_plural = _("automatic publications")
        default_permissions = ()
        indexes = (models.Index(name="automatic_sample", fields=["day", "lot"]),)

    def __str__(self) -> str:
        return _("automatic publication %(number)s") % {"number": self.pk}
