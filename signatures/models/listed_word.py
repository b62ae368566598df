"""The lists that the checks look into, as organisers keep them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel

from signatures.checks.word_lists import Entry


class ListedWord(models.Model):
    """One word, name or office. Those that came with the site can be switched off, and come back if deleted."""

    class Kind(models.TextChoices):
        ABUSIVE = "abusive", _("abusive word")
        NAME = "name", _("well-known name")
        OFFICE = "office", _("office")
        INNOCENT = "innocent", _("never abusive")

    kind = models.CharField(
        _("list"),
        max_length=10,
        choices=Kind,
        help_text=_("“Never abusive” is for names and words in which an abusive one stands by accident."),
    )
    text = models.CharField(
        _("word, name or phrase"),
        max_length=80,
        help_text=_(
            "Spelling tricks, accents and letter case are seen through. A star at the beginning or the end stands "
            "for any letters: “scum*” finds scumbag too. Without a star the whole word must be it, so that "
            "nobody is flagged for a syllable of their name. Think of real surnames before you add a short word."
        ),
    )
    in_use = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("Untick it to switch a word off. Better than deleting: words that came with the site come back."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    panels = [
        HelpPanel(
            _(
                "A word here only gives a reason to look twice. It never rejects anybody. After a change those who "
                "wait are looked at again in the background."
            )
        ),
        FieldPanel("kind"),
        FieldPanel("text"),
        FieldPanel("in_use"),
    ]

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("word to look twice at")
        verbose_name_plural = _("words to look twice at")
        constraints = (
            models.UniqueConstraint(
                name="listed_word_once",
                fields=["kind", "text"],
                violation_error_message=_("This is on the list already."),
            ),
        )
        ordering = ("kind", "text")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        self.text = " ".join(self.text.split())
        if len(Entry(self.text).joined) < 2:
            raise ValidationError({"text": _("Please give at least two letters, not counting stars.")})
