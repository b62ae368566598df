"""Numbered petition sheets: who had them made for what, and the code on each."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paper import codes

MOST_SHEETS = 200


class SheetBatch(models.Model):
    """So many numbered sheets of one version of a statement, made for one event."""

    version = models.ForeignKey(
        "signatures.StatementVersion", on_delete=models.CASCADE, related_name="+", verbose_name=_("statement")
    )
    event = models.CharField(
        _("event"),
        max_length=80,
        help_text=_("Where they will lie or go round, as it should be printed: “Exampletown CLP, annual meeting”."),
    )
    held_on = models.DateField(_("day"), null=True, blank=True, help_text=_("Empty if there is no certain day."))
    number = models.PositiveSmallIntegerField(
        _("how many sheets"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SHEETS)],
        help_text=_("At most 200. You can order again."),
    )
    two_sided = models.BooleanField(
        _("rows on the back too"),
        default=True,
        help_text=_("For a printer that prints on both sides. Turn the paper over its short edge."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("ordered by"),
        editable=False,
    )
    made_at = models.DateTimeField(_("ordered"), editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cancelled by"),
        editable=False,
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("numbered sheets")
        verbose_name_plural = _("numbered sheets")
        default_permissions = ()
        permissions = (("order_sheets", _("Can order and cancel numbered petition sheets")),)
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="sheetbatch_number_bounded", condition=Q(number__gte=1, number__lte=MOST_SHEETS)
            ),
        )

    def __str__(self) -> str:
        return _("%(number)s sheets for %(event)s") % {"number": self.number, "event": self.event}

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class PaperSheet(models.Model):
    """One numbered sheet of paper. Its code is never given to another, not even after it was cancelled."""

    batch = models.ForeignKey(SheetBatch, on_delete=models.CASCADE, related_name="sheets", verbose_name=_("batch"))
    number = models.PositiveSmallIntegerField(_("number in the batch"))
    code = models.CharField(_("code"), max_length=codes.LENGTH, unique=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("numbered sheet")
        verbose_name_plural = _("numbered sheets")
        default_permissions = ()
        ordering = ("batch", "number")
        constraints = (models.UniqueConstraint(name="papersheet_number", fields=["batch", "number"]),)

    def __str__(self) -> str:
        return codes.printed(self.code)
