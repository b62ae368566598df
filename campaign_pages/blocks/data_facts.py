"""Facts about people's data that the page itself can't get wrong: they come from the settings that the site obeys."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class DataFactsBlock(blocks.StructBlock):
    """One kind of facts, written by the site at the moment when the page is read."""

    which = blocks.ChoiceBlock(
        label=_("Which facts"),
        choices=[
            ("controller", _("Who answers for people's data, and how to reach them")),
            ("periods", _("What is kept, and for how long")),
            ("processors", _("Who handles data for us")),
        ],
        help_text=_("They come from the site's settings and stay true when those change. Write around them."),
    )

    class Meta:
        label = _("Facts about data")
        description = _("Who answers for data, how long they are kept, who handles them: from the settings.")
        icon = "lock"
        template = "blocks/data_facts.html"
        preview_value = {"which": "periods"}
