"""The text of a page."""

from wagtail import blocks

from campaign_pages.blocks.data_facts import DataFactsBlock
from campaign_pages.blocks.links import CallToActionBlock
from campaign_pages.blocks.media import PictureBlock, VideoBlock
from campaign_pages.blocks.text import HeadingBlock, ParagraphBlock, QuotationBlock


class BodyBlock(blocks.StreamBlock):
    """The blocks an editor may use in the text of any page, in any order."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quotation = QuotationBlock()
    picture = PictureBlock()
    video = VideoBlock()
    call_to_action = CallToActionBlock()


class InformationBodyBlock(BodyBlock):
    """The same, with the facts that a privacy page owes its readers."""

    data_facts = DataFactsBlock()
