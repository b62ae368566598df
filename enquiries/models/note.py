"""What organisers tell each other about an enquiry."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.fields import EncryptedTextField

NOTE_LIMIT = 2_000


class EnquiryNote(models.Model):
    """One note. It may speak of the person who wrote, so it is kept as their words are, and goes with them."""

    enquiry = models.ForeignKey("enquiries.Enquiry", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("author")
    )
    text = EncryptedTextField(_("text"))
    written_at = models.DateTimeField(_("written at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("note on an enquiry")
        verbose_name_plural = _("notes on enquiries")
        default_permissions = ()
        constraints = (models.CheckConstraint(name="enquirynote_says_something", condition=~models.Q(text="")),)

    def __str__(self) -> str:
        return _("note %(number)s") % {"number": self.pk}
