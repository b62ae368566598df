"""What of the starter content was laid down once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StarterItem(models.Model):
    """Remembers a piece of starter content, so that what editors delete or rename is not laid down again."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("starter item")
        verbose_name_plural = _("starter items")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
