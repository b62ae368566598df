"""The person behind a mailbox."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from signatures.addresses import Address
from vault import hashes
from vault.fields import EncryptedTextField


def mailbox_key(address: Address) -> str:
    """The keyed hash by which a mailbox is found again: equal for all spellings, useless without the pepper."""
    return hashes.mailbox_key(address.canonical)


def new_nonce() -> str:
    """A random part for the private links of one row: 128 bits, hexadecimal."""
    return secrets.token_hex(16)


class Supporter(models.Model):
    """One row per mailbox. The address can't be read in the database; its domain can, for moderators.

    A suppressed mailbox ("never mail me") keeps its key and nothing else once no signature needs the rest.
    """

    mailbox_key = models.CharField(max_length=64, unique=True, editable=False)
    address = EncryptedTextField(_("email address"), blank=True)
    domain = models.CharField(_("mail domain"), max_length=255, blank=True)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    created_at = models.DateTimeField(_("first seen"), auto_now_add=True)
    suppressed_at = models.DateTimeField(_("asked never to be mailed"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("supporter")
        verbose_name_plural = _("supporters")
        indexes = (models.Index(name="supporter_by_domain", fields=["domain", "created_at"]),)
        constraints = (
            models.CheckConstraint(
                name="supporter_address_or_suppressed",
                condition=~Q(address="") | Q(suppressed_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return _("supporter %(number)s") % {"number": self.pk}
