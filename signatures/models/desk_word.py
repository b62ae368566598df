"""The words under which the desk finds a signature, in whatever state it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from signatures.models.fields import CodePointCharField


class DeskWord(models.Model):
    """A folded word of a signature's name or roles, as written: for the desk's search alone, never for the wall's.

    `services.desk_words` is its only writer. It has no number of its own: signature and word are its key, which finds
    the words of a signature, and one index finds the signatures of a word.
    """

    pk = models.CompositePrimaryKey("signature", "word")
    signature = models.ForeignKey(
        "signatures.Signature", on_delete=models.CASCADE, related_name="desk_words", db_index=False
    )
    word = CodePointCharField(max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        indexes = (models.Index(name="deskword_prefix", fields=["word", "signature"]),)

    def __str__(self) -> str:
        return _("search word of signature %(number)s") % {"number": self.signature_id}
