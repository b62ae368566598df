"""Blocks of words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# Enough to write with and nothing that could break a page: headings are a block of their own.
PARAGRAPH_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside a page. Its level is the template's business."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("help_text", _("A few words. Headings let people find their place, screen readers included."))
        super().__init__(**kwargs)

    class Meta:
        label = _("Heading")
        description = _("Begins a new part of the page.")
        icon = "title"
        template = "blocks/heading.html"
        preview_value = _("Why this matters at work")


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with links, emphasis and lists."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", PARAGRAPH_FEATURES)
        kwargs.setdefault("help_text", _("One thought at a time. Select words to make them bold or a link."))
        super().__init__(**kwargs)

    class Meta:
        label = _("Paragraph")
        description = _("Plain text, with links and lists where you need them.")
        icon = "pilcrow"
        template = "blocks/paragraph.html"
        preview_value = _(
            "<p>People who work side by side have more in common with each other than with whoever sets "
            "their wages, <b>whatever it says in their passports</b>.</p>"
        )


class QuotationBlock(blocks.StructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(
        label=_("What was said"),
        help_text=_("Without quotation marks: the page adds them."),
    )
    who = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=160,
        help_text=_("A name and, if it helps, a role. Ask before you quote somebody."),
    )

    class Meta:
        label = _("Quotation")
        description = _("Words of a person or a document, set apart from the text.")
        icon = "openquote"
        template = "blocks/quotation.html"
        preview_value = {
            "text": _("We won our dispute because nobody asked who came from where."),
            "who": _("A cleaner and union rep"),
        }
