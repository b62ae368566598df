"""Every move of a signature: who, when, from where, to where, why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from signatures.models.signature import STATE_LABELS
from signatures.states import State


class Decision(models.Model):
    """One move: by a member of staff, by the signer, or by the site where a statement lets it publish."""

    signature = models.ForeignKey("signatures.Signature", on_delete=models.CASCADE, related_name="decisions")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )
    by_signer = models.BooleanField(_("the signer's own"))
    by_site = models.BooleanField(_("the site's own"), default=False)
    from_state = models.CharField(_("from"), max_length=12, choices=STATE_LABELS)
    to_state = models.CharField(_("to"), max_length=12, choices=STATE_LABELS)
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
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.SET_NULL, related_name="undone_by", verbose_name=_("undoes")
    )
    act = models.ForeignKey(
        "signatures.Act",
        null=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
        verbose_name=_("made together with others"),
        db_index=False,
    )
    made_at = models.DateTimeField(_("made at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_permissions = ("view",)
        get_latest_by = "pk"
        constraints = (
            models.UniqueConstraint(
                name="decision_once_per_act", fields=["act", "signature"], condition=models.Q(act__isnull=False)
            ),
            models.CheckConstraint(
                name="decision_by_one",
                condition=~Q(by_site=True) | Q(by_signer=False, made_by__isnull=True),
            ),
        )
        indexes = (models.Index(name="decision_by_maker", fields=["made_by", "-made_at"]),)

    def __str__(self) -> str:
        return _("decision %(number)s") % {"number": self.pk}

    @property
    def maker(self) -> str:
        """Who made it, in words for the desk."""
        if self.by_signer:
            return _("the signer")
        if self.by_site and self.to_state == State.PUBLISHED:
            return _("the site, because no check flagged it")
        if self.by_site:
            return _("the site")
        return str(self.made_by or _("somebody who has left"))
