"""Changes of a signature's text after it was confirmed: what it was, what it became, who did it and who agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from signatures import details
from signatures.details import Details
from signatures.models.signature import Display


class Outcome(models.TextChoices):
    PENDING = "pending", _("waiting to be checked")
    APPLIED = "applied", _("taken over")
    DECLINED = "declined", _("not taken over")


class CorrectionQuerySet(models.QuerySet):
    def pending(self) -> "CorrectionQuerySet":
        return self.filter(outcome=Outcome.PENDING)


class Correction(models.Model):
    """One change of names, roles or how to show them, by the signer or (`by_signer` false) by a member of staff.

    While a signer's change is pending the old text stays on the wall. At most one is pending for a signature.
    """

    signature = models.ForeignKey("signatures.Signature", on_delete=models.CASCADE, related_name="corrections")
    by_signer = models.BooleanField(_("the signer's own"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"))
    old_first_name = models.CharField(_("first name before"), max_length=80)
    old_last_name = models.CharField(_("last name before"), max_length=80, blank=True)
    old_roles = models.CharField(_("roles before"), max_length=200, blank=True)
    old_display = models.CharField(_("shown before"), max_length=10, choices=Display)
    new_first_name = models.CharField(_("first name"), max_length=80)
    new_last_name = models.CharField(_("last name"), max_length=80, blank=True)
    new_roles = models.CharField(_("roles"), max_length=200, blank=True)
    new_display = models.CharField(_("how to show it"), max_length=10, choices=Display)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled at"), null=True)

    objects = CorrectionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        default_permissions = ("view",)
        constraints = (
            models.CheckConstraint(
                name="correction_outcome_known", condition=Q(outcome__in=["applied", "declined", "pending"])
            ),
            models.CheckConstraint(
                name="correction_settled_has_time",
                condition=Q(outcome="pending", settled_at__isnull=True)
                | (~Q(outcome="pending") & Q(settled_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="correction_pending_once", fields=["signature"], condition=Q(outcome="pending")
            ),
        )
        indexes = (
            models.Index(name="correction_queue", fields=["made_at", "id"], condition=Q(outcome="pending")),
            models.Index(name="correction_by_settler", fields=["settled_by", "-settled_at"]),
        )

    def __str__(self) -> str:
        return _("correction %(number)s") % {"number": self.pk}

    @property
    def old_name(self) -> str:
        return f"{self.old_first_name} {self.old_last_name}".strip()

    @property
    def new_name(self) -> str:
        return f"{self.new_first_name} {self.new_last_name}".strip()

    @property
    def new_public_name(self) -> str:
        return details.public_name(self.new_first_name, self.new_last_name, self.new_display)

    @property
    def new_mark(self) -> str:
        """What `Signature.text_mark` will be; whoever settles the correction sends back what was on the screen."""
        return details.text_mark(self.new_first_name, self.new_last_name, self.new_roles, self.new_display)

    def set_old(self, before: Details) -> None:
        self.old_first_name, self.old_last_name = before.first_name, before.last_name
        self.old_roles, self.old_display = before.roles, before.display

    def set_new(self, after: Details) -> None:
        self.new_first_name, self.new_last_name = after.first_name, after.last_name
        self.new_roles, self.new_display = after.roles, after.display
