"""What a motion is made of, and how to move it."""

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from campaign_pages.blocks.text import ParagraphBlock
from campaign_pages.documents.motion import PLACEHOLDERS, unknown_placeholders

PLACEHOLDER_HELP = format_lazy(
    _("These words change with the kind of branch: {list}. “{capital}” begins with a capital."),
    list=", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
    capital="{Body}",
)


def refuse_unknown_placeholders(text: str) -> None:
    """Raises: ValidationError that names the first braced word which is none of ours."""
    for word in unknown_placeholders(text):
        message = _now("{%(word)s} is no word that changes with the branch. Check its spelling, or remove the braces.")
        raise ValidationError(message % {"word": word})


class MotionPointBlock(blocks.StructBlock):
    """One numbered point."""

    text = blocks.TextBlock(
        label=_("Point"),
        rows=3,
        help_text=format_lazy(_("One thought. The site numbers it. {help}"), help=PLACEHOLDER_HELP),
    )
    note = blocks.CharBlock(
        label=_("Note in the margin"),
        required=False,
        max_length=200,
        help_text=_("For whoever moves it: a source, an answer to a question. On the page only; it is not counted."),
    )

    class Meta:
        label = _("Point")
        description = _("One numbered paragraph of the motion, with a note in the margin if you like.")
        icon = "list-ol"
        template = "blocks/motion_point.html"
        label_format = "{text}"
        preview_value = {
            "text": _("Pitting one group of workers against another weakens both."),
            "note": _("The cleaners’ disputes over outsourcing are a good example."),
        }

    def clean(self, value):
        value = super().clean(value)
        try:
            refuse_unknown_placeholders(value["text"])
        except ValidationError as error:
            raise StructBlockValidationError({"text": error}) from error
        return value


class MotionPointsBlock(blocks.StreamBlock):
    """The points beneath one lead."""

    point = MotionPointBlock()

    class Meta:
        block_counts = {"point": {"max_num": 30}}


class GuideStepBlock(blocks.StructBlock):
    """One step of moving a motion."""

    heading = blocks.CharBlock(
        label=_("What to do"),
        max_length=80,
        help_text=_("A few words that begin with what to do: “Ask for the deadline”."),
    )
    text = ParagraphBlock(label=_("How"), features=["bold", "italic", "link", "document-link"])

    class Meta:
        label = _("Step")
        description = _("One numbered step of the guide: what to do, and how.")
        icon = "tasks"
        template = "blocks/guide_step.html"
        preview_value = {
            "heading": _("Ask for the deadline"),
            "text": _("<p>Most branches want motions a week before they meet. The secretary knows.</p>"),
        }


class GuideBlock(blocks.StreamBlock):
    """How to move the motion, step by step."""

    step = GuideStepBlock()
