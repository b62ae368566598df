"""The wording that people signed, frozen when its page was published."""

import hashlib
import json
import re

from django.db import models
from django.utils.translation import gettext_lazy as _

# The editor marks each block of a rich text with a key of its own; no reader sees it, and it is no change of words.
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def wording_digest(title: str, text: str, publish_wording: str, keep_in_touch_wording: str) -> str:
    """One hash over everything a signer agrees to; equal words give an equal hash, whichever revision held them."""
    text = _BLOCK_KEY.sub("", text)
    parts = [str(part) for part in (title, text, publish_wording, keep_in_touch_wording)]  # a new page's are lazy
    words = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


class StatementVersion(models.Model):
    """Never changed once made: a corrected slip is a version that `corrects` the one before, new words are new."""

    statement = models.ForeignKey(
        "signatures.StatementPage", on_delete=models.CASCADE, related_name="versions", verbose_name=_("statement")
    )
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"))
    publish_wording = models.ForeignKey("signatures.ConsentWording", on_delete=models.PROTECT, related_name="+")
    keep_in_touch_wording = models.ForeignKey("signatures.ConsentWording", on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("corrects")
    )
    digest = models.CharField(max_length=64, editable=False)
    published_at = models.DateTimeField(_("first published"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("statement version")
        verbose_name_plural = _("statement versions")
        ordering = ("statement", "-number")
        constraints = (
            models.UniqueConstraint(name="statementversion_number", fields=["statement", "number"]),
            models.UniqueConstraint(name="statementversion_wording", fields=["statement", "digest"]),
        )

    def __str__(self) -> str:
        return _("version %(number)s") % {"number": self.number}
