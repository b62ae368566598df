"""How often a short code was typed on one waiting page."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CodeTry(models.Model):
    """One row for each waiting page on which a code was typed, whatever mailbox its form named.

    It counts by the page and not by the signature: so the same is written, and can be shown, for a mailbox that we
    have never met. `page` is a random word; nothing here says whose page it was.
    """

    page = models.CharField(max_length=24, unique=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    began_at = models.DateTimeField(_("first try"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("tries of a short code")
        verbose_name_plural = _("tries of short codes")
        default_permissions = ()

    def __str__(self) -> str:
        return _("tries %(number)s") % {"number": self.pk}
