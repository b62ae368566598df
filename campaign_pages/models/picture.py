"""A picture and its words, for page types that have one."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class WithPicture(models.Model):
    """A page that may have a picture. Whoever chooses one says what it shows."""

    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Not needed: the page looks right without one."),
    )
    picture_text = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For people who can't see it: “Marchers in the rain behind a banner that says …”."),
    )

    picture_panel = MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_text")], heading=_("Picture"))

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.picture_id and not self.picture_text.strip():
            raise ValidationError({"picture_text": _("Say what the picture shows, for people who can't see it.")})
