"""Blocks that lead on."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page


class CallToActionBlock(blocks.StructBlock):
    """One thing to do next, on another page of this site."""

    text = blocks.CharBlock(
        label=_("Why"),
        required=False,
        max_length=200,
        help_text=_("One sentence above the button."),
    )
    page = blocks.PageChooserBlock(label=_("Page"), help_text=_("Where the button leads."))
    label = blocks.CharBlock(
        label=_("Button"),
        max_length=40,
        help_text=_("Two or three words that say what happens: “Add your name”."),
    )

    class Meta:
        label = _("Call to action")
        description = _("A sentence and a button that leads to another page.")
        icon = "link"
        template = "blocks/call_to_action.html"

    def get_preview_value(self):
        """A button needs somewhere to lead: the preview takes the topmost page there is."""
        somewhere = Page.objects.live().filter(depth__gt=1).order_by("path").first()
        return self.normalize(
            {
                "text": _("It takes a minute, and nobody sees your email address."),
                "page": somewhere,
                "label": _("Add your name"),
            }
        )
