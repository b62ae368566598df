"""A set of signatures that somebody described, and the act that decided about all of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from signatures.models.signature import STATE_LABELS


class BulkReview(models.Model):
    """The description as it was on the screen. Who, when, why and where to stand with the act.

    `name_pattern` was typed by an organiser and may hold somebody's name: `services.retention` empties it in time.
    """

    act = models.OneToOneField("signatures.Act", on_delete=models.CASCADE, related_name="review")
    statement = models.ForeignKey(
        "signatures.StatementPage", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    state = models.CharField(_("state"), max_length=12, choices=STATE_LABELS)
    since = models.DateTimeField(_("confirmed from"), null=True)
    until = models.DateTimeField(_("confirmed until"), null=True)
    domains = models.TextField(_("mail domains"), blank=True)
    network = models.CharField(_("network"), max_length=32, blank=True)
    name_pattern = models.CharField(_("name or roles contain"), max_length=100, blank=True)
    flag = models.CharField(_("reason to look twice"), max_length=20, blank=True)
    seen_at = models.DateTimeField(_("seen"))
    total = models.PositiveIntegerField(_("signatures"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bulk review")
        verbose_name_plural = _("bulk reviews")
        default_permissions = ()

    def __str__(self) -> str:
        return _("bulk review %(number)s") % {"number": self.pk}
