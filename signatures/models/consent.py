"""What people agreed to, in which words, when and how: UK GDPR Art. 7(1) asks that we can show it."""

import hashlib

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    PUBLISH = "publish", _("publish my name")
    KEEP_IN_TOUCH = "keep_in_touch", _("keep in touch")


class ConsentWordingManager(models.Manager):
    def as_worded(self, purpose: Purpose, text: str) -> "ConsentWording":
        """The stored wording of exactly this text, stored now if it is new."""
        digest = hashlib.sha256(f"{purpose}\n{text}".encode()).hexdigest()
        wording, _created = self.get_or_create(digest=digest, defaults={"purpose": purpose, "text": text})
        return wording


class ConsentWording(models.Model):
    """The exact words beside a box, stored once. Never changed: another wording is another row."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    text = models.TextField(_("wording"))
    digest = models.CharField(max_length=64, unique=True, editable=False)

    objects = ConsentWordingManager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent wording")
        verbose_name_plural = _("consent wordings")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.pk})"


class ConsentQuerySet(models.QuerySet):
    def active(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class Consent(models.Model):
    """One giving of consent. Rows are only ever added; a withdrawal is noted on the row once.

    Publishing belongs to a signature, keeping in touch to the supporter.
    """

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    wording = models.ForeignKey(ConsentWording, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("signatures.StatementVersion", on_delete=models.PROTECT, related_name="+")
    signature = models.ForeignKey("signatures.Signature", null=True, on_delete=models.CASCADE, related_name="consents")
    supporter = models.ForeignKey("signatures.Supporter", null=True, on_delete=models.CASCADE, related_name="consents")
    channel = models.CharField(_("how it was given"), max_length=20)
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    objects = ConsentQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = (
            models.CheckConstraint(
                name="consent_belongs_to_one",
                condition=Q(purpose="publish", signature__isnull=False, supporter__isnull=True)
                | Q(purpose="keep_in_touch", signature__isnull=True, supporter__isnull=False),
            ),
            models.UniqueConstraint(
                name="consent_publish_active_once",
                fields=["signature"],
                condition=Q(purpose="publish", withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="consent_keep_in_touch_active_once",
                fields=["supporter"],
                condition=Q(purpose="keep_in_touch", withdrawn_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.pk})"
