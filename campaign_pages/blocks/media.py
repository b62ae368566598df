"""Blocks to look at."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """A picture with its words for those who can't see it, or the statement that it has nothing to tell."""

    image = ImageChooserBlock(label=_("Picture"))
    alternative_text = blocks.CharBlock(
        label=_("What the picture shows"),
        required=False,
        max_length=250,
        help_text=_("For people who can't see it: “Marchers in the rain behind a banner that says …”."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Only decoration"),
        required=False,
        default=False,
        help_text=_("Tick this if the picture tells nothing that the text does not."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=250,
        help_text=_("Shown beneath the picture; a good place for the photographer's name."),
    )

    class Meta:
        label = _("Picture")
        description = _("A photograph or drawing with an optional caption.")
        icon = "image"
        template = "blocks/picture.html"

    def clean(self, value):
        value = super().clean(value)
        if value["decorative"]:
            value["alternative_text"] = ""
        elif not value["alternative_text"].strip():
            message = _("Say what the picture shows, or tick “only decoration”.")
            raise StructBlockValidationError({"alternative_text": ValidationError(message)})
        return value

    def get_preview_value(self):
        """The newest picture of the library stands in; a preview can't invent one."""
        newest = get_image_model().objects.order_by("-created_at").first()
        return self.normalize(
            {"image": newest, "alternative_text": "", "decorative": True, "caption": _("A caption goes here")}
        )


class VideoValue(blocks.StructValue):
    @property
    def host(self) -> str:
        """Whose site the link opens, as readers know it: “youtube.com”."""
        return (urlsplit(self["address"] or "").hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    """A video that is watched where it lies: a picture of ours and a link. Nothing is loaded from elsewhere."""

    image = ImageChooserBlock(label=_("Picture"), required=False, help_text=_("A still from it, or a picture of ours."))
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    address = blocks.URLBlock(
        label=_("Where it can be watched"),
        validators=[URLValidator(schemes=["https"], message=_("The whole address, from https:// on."))],
        help_text=_(
            "The whole address, from https:// on. It opens there only when a reader presses it, so the video's site "
            "learns nothing of those who don't."
        ),
    )
    length = blocks.CharBlock(
        label=_("How long it is"), required=False, max_length=40, help_text=_("For example “4 minutes”.")
    )
    summary = blocks.TextBlock(
        label=_("What it says"),
        required=False,
        max_length=400,
        help_text=_("Two sentences for those who can't watch it now, or can't see or hear it."),
    )

    class Meta:
        label = _("Video")
        description = _("A picture, and a link to a video on another site.")
        icon = "media"
        template = "blocks/video.html"
        value_class = VideoValue

    def get_preview_value(self):
        """The newest picture of the library stands in; a preview can't invent one."""
        return self.normalize(
            {
                "image": get_image_model().objects.order_by("-created_at").first(),
                "title": _("Why we march"),
                "address": "https://video.example/why-we-march",
                "length": _("4 minutes"),
                "summary": _("Three cleaners tell how they won their strike, and who stood with them."),
            }
        )
