"""What a page's text is made of. Each block is named by what it means, never by how it looks."""

from campaign_pages.blocks.body import BodyBlock, InformationBodyBlock
from campaign_pages.blocks.campaign import DemandBlock, FactBlock
from campaign_pages.blocks.data_facts import DataFactsBlock
from campaign_pages.blocks.links import CallToActionBlock
from campaign_pages.blocks.media import PictureBlock, VideoBlock
from campaign_pages.blocks.steps import ActionBodyBlock, StepsBlock
from campaign_pages.blocks.targets import MailBlock, ShareBlock, TargetBlock
from campaign_pages.blocks.text import HeadingBlock, ParagraphBlock, QuotationBlock

__all__ = [
    "ActionBodyBlock",
    "BodyBlock",
    "CallToActionBlock",
    "DataFactsBlock",
    "DemandBlock",
    "FactBlock",
    "HeadingBlock",
    "InformationBodyBlock",
    "MailBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuotationBlock",
    "ShareBlock",
    "StepsBlock",
    "TargetBlock",
    "VideoBlock",
]
