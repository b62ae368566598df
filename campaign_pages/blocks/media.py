"""Blocks to look at."""

from django.core.exceptions import ValidationError
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
