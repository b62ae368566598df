"""What a campaign says: its demands, and the facts beneath them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class DemandBlock(blocks.StructBlock):
    """One thing that is asked for."""

    demand = blocks.CharBlock(
        label=_("Demand"), max_length=90, help_text=_("A few words that fit on a placard: “Close every centre”.")
    )
    meaning = blocks.TextBlock(
        label=_("What it means"),
        required=False,
        max_length=300,
        help_text=_("A sentence or two for people who want to know more."),
    )

    class Meta:
        label = _("Demand")
        description = _("One thing that the campaign asks for. The page numbers them.")
        icon = "bullhorn"
        template = "blocks/demand.html"
        preview_value = {
            "demand": _("Close every centre"),
            "meaning": _("Nobody should be locked up for where they were born."),
        }


class FactBlock(blocks.StructBlock):
    """A figure that can be checked."""

    figure = blocks.CharBlock(
        label=_("Figure"), max_length=12, help_text=_("As short as it goes: “56 %”, “30,000”, “None”.")
    )
    meaning = blocks.CharBlock(
        label=_("What it says"), max_length=200, help_text=_("The rest of the sentence: “of those held were …”.")
    )
    source = blocks.CharBlock(
        label=_("Source"), max_length=140, help_text=_("Who found it out, and when. No source, no fact.")
    )
    source_url = blocks.URLBlock(
        label=_("Where to read it"), required=False, help_text=_("The address of the source, from https:// on.")
    )

    class Meta:
        label = _("Fact")
        description = _("A large figure, what it says, and where it comes from.")
        icon = "success"
        template = "blocks/fact.html"
        preview_value = {
            "figure": "84 %",
            "meaning": _("had not been told for how long they would be held."),
            "source": _("Survey of people in detention, 2018"),
            "source_url": "",
        }
