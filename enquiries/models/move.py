"""Every move of an enquiry: who, when, from where, to where."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from enquiries.models.enquiry import STATE_LABELS


class EnquiryMove(models.Model):
    """One move, made by a member of staff."""

    enquiry = models.ForeignKey("enquiries.Enquiry", on_delete=models.CASCADE, related_name="moves")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("made by")
    )
    from_state = models.CharField(_("from"), max_length=12, choices=STATE_LABELS)
    to_state = models.CharField(_("to"), max_length=12, choices=STATE_LABELS)
    suspicion = models.CharField(_("why it had been suspected"), max_length=12, blank=True)
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.SET_NULL, related_name="undone_by", verbose_name=_("undoes")
    )
    made_at = models.DateTimeField(_("made at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("move of an enquiry")
        verbose_name_plural = _("moves of enquiries")
        default_permissions = ()
        get_latest_by = "pk"

    def __str__(self) -> str:
        return _("move %(number)s") % {"number": self.pk}
