"""Who holds which card: in card mode two people never look at the same signature."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ClaimQuerySet(models.QuerySet):
    def of(self, holder) -> "ClaimQuerySet":
        return self.filter(holder=holder)

    def live(self, now) -> "ClaimQuerySet":
        """Those whose holder was there within the last minutes."""
        return self.filter(until__gt=now)


class Claim(models.Model):
    """A waiting signature in somebody's hand, or (`skipped`) one that they don't want to be dealt again just now.

    It keeps nobody from deciding: the plain list, a bulk act and the signer are free to, and that ends the claim.
    `services.claims` is its only writer, and `services.transitions` its end.
    """

    signature = models.ForeignKey(
        "signatures.Signature", on_delete=models.CASCADE, related_name="claims", db_index=False
    )
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    skipped = models.BooleanField(default=False)
    until = models.DateTimeField(_("held until"))

    objects = ClaimQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(name="claim_one_hand", fields=["signature"], condition=Q(skipped=False)),
            models.UniqueConstraint(name="claim_once_per_holder", fields=["holder", "signature"]),
        )
        indexes = (
            models.Index(name="claim_of_signature", fields=["signature"]),
            models.Index(name="claim_by_time", fields=["until"]),
        )

    def __str__(self) -> str:
        return _("card %(number)s") % {"number": self.pk}
