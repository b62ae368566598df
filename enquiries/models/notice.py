"""That an organiser is to be told of an enquiry: what the outbox's message is about, one for each mailbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.fields import EncryptedTextField


class EnquiryNotice(models.Model):
    """One mail to one organiser. A bad address among them stops nobody else's copy."""

    enquiry = models.ForeignKey("enquiries.Enquiry", on_delete=models.CASCADE, related_name="notices")
    address = EncryptedTextField(_("email address"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("notice of an enquiry")
        verbose_name_plural = _("notices of enquiries")
        default_permissions = ()

    def __str__(self) -> str:
        return _("notice %(number)s") % {"number": self.pk}
