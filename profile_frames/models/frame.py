"""A frame that an editor uploaded."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from profile_frames import pictures


class FrameFileField(models.FileField):
    """A file that is a frame: what is stored is a clean copy of what was uploaded."""

    def clean(self, value, model_instance):
        file = super().clean(value, model_instance)
        if not file or getattr(file, "_committed", True):  # nothing new
            return file
        file.seek(0)
        try:
            clean = pictures.clean_frame(file.read(pictures.MAX_BYTES + 1))
        except pictures.Refused as refused:
            raise ValidationError(_(refused.message), code=refused.code, params=refused.params) from refused
        file.file = ContentFile(clean)
        file.name = f"{slugify(PurePath(file.name).stem) or 'frame'}.png"
        return file


class ProfileFrame(index.Indexed, models.Model):
    """It shows on the page once an organiser publishes the page that lists it."""

    title = models.CharField(_("title"), max_length=60, help_text=_("What the frame says, in a few words."))
    picture = FrameFileField(
        _("picture"),
        upload_to="profile-frames",
        help_text=_(
            "A square PNG of 400 pixels or more, best 1080, transparent in the middle. Most networks crop profile "
            "pictures to a circle: keep words inside of it."
        ),
    )
    look = models.FileField(upload_to="profile-frames/looks", blank=True, editable=False)
    alt_text = models.CharField(
        _("what it shows"),
        max_length=160,
        help_text=_(
            "Offered to supporters as the description of their finished picture, for people who can't see it: "
            "“A portrait in a red ring that says …”."
        ),
    )

    panels = (FieldPanel("title"), FieldPanel("picture"), FieldPanel("alt_text"))
    search_fields = (index.SearchField("title"), index.AutocompleteField("title"))

    class Meta:
        verbose_name = _("profile frame")
        verbose_name_plural = _("profile frames")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        """Makes the smaller copy anew when the picture is new."""
        if self.picture and not self.picture._committed:
            name = f"{PurePath(self.picture.name).stem}.webp"
            self.look.save(name, ContentFile(pictures.smaller(self.picture.read())), save=False)
            self.picture.seek(0)
            if fields := kwargs.get("update_fields"):
                kwargs["update_fields"] = {*fields, "look"}
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        return self.picture.url

    @property
    def look_url(self) -> str:
        """A smaller copy: to choose from, and to look at without a photo."""
        return (self.look or self.picture).url
