"""Decisions that were made as one: the rows that somebody ticked, or a whole set that somebody described."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from signatures.models.signature import STATE_LABELS


class Act(models.Model):
    """Who decided about many signatures at once, when and why. Each of them keeps a decision of its own.

    An undo of an act is an act too, which names the one that it `undoes`.
    """

    class Kind(models.TextChoices):
        TICKED = "ticked", _("ticked rows")
        REVIEW = "review", _("bulk review")
        UNDO = "undo", _("an undo")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"))
    to_state = models.CharField(_("to"), max_length=12, choices=STATE_LABELS, blank=True)  # an undo has many
    reason = models.ForeignKey(
        "signatures.Reason",
        to_field="code",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_column="reason",
        db_index=False,
        verbose_name=_("reason"),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    description = models.TextField(_("which ones"), blank=True)
    number = models.PositiveIntegerField(_("signatures decided"), default=0)
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.SET_NULL, related_name="undone_by", verbose_name=_("undoes")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        default_permissions = ("view",)
        get_latest_by = "pk"
        constraints = (
            models.CheckConstraint(
                name="act_undoes_only_as_undo",
                condition=models.Q(kind="undo") | models.Q(undoes__isnull=True),
            ),
        )
        indexes = (models.Index(name="act_by_maker", fields=["made_by", "-made_at"]),)

    def __str__(self) -> str:
        return _("act %(number)s") % {"number": self.pk}
