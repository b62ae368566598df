"""Blocks that say what to do, one thing after the other."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from campaign_pages.blocks.body import BodyBlock

STEP_FEATURES = ["bold", "italic", "link", "document-link"]


class StepsBlock(blocks.ListBlock):
    """Numbered steps. The numbers are the page's business."""

    def __init__(self, child_block=None, **kwargs):
        kwargs.setdefault("min_num", 1)
        kwargs.setdefault("max_num", 12)
        step = blocks.RichTextBlock(
            label=_("Step"),
            features=STEP_FEATURES,
            help_text=_("One thing to do. Begin with what to do: “Print the sheet”."),
        )
        super().__init__(child_block or step, **kwargs)

    class Meta:
        label = _("Steps")
        description = _("What to do, one thing after the other. The page numbers them.")
        icon = "list-ol"
        template = "blocks/steps.html"

    def get_preview_value(self):
        return self.normalize(
            [
                _("<p>Put it on the agenda: most branches ask for motions a week before they meet.</p>"),
                _("<p>Find somebody to second it.</p>"),
                _("<p>Move it. Three minutes are plenty.</p>"),
            ]
        )


class ActionBodyBlock(BodyBlock):
    """The text of an action: any text, and steps."""

    steps = StepsBlock()
