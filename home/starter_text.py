"""Turns the words of the starter content's files into what a page's fields hold."""

from collections.abc import Mapping

import markdown
from bs4 import BeautifulSoup
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.rich_text import features as feature_registry

Pages = Mapping[str, Page | None]
PAGE_LINK = "page:"


def to_rich_text(source: str, features: list[str] | None, pages: Pages) -> str:
    """Markdown as the page editor would store it; `[words](page:privacy)` links to a page of the starter content.

    It goes through the editor's own converter: were it stored in any other form, an editor's first save would
    change it, and a changed statement is a new version.
    """
    soup = BeautifulSoup(markdown.markdown(source), "html.parser")
    for link in soup.find_all("a", href=lambda href: href and href.startswith(PAGE_LINK)):
        _point_to_page(link, pages.get(link["href"].removeprefix(PAGE_LINK)))
    converter = ContentstateConverter(features or feature_registry.get_default_features())
    return converter.to_database_format(converter.from_database_format(str(soup)))


def _point_to_page(link, page: Page | None) -> None:
    if page is None:  # deleted by an editor meanwhile
        link.unwrap()
        return
    del link["href"]
    link["linktype"] = "page"
    link["id"] = str(page.pk)


def to_blocks(stream: blocks.StreamBlock, items: list[dict], pages: Pages) -> blocks.StreamValue:
    """A StreamField's value from a list of `name: words` pairs. A chosen page that does not exist leaves no block."""
    pairs = [(name, given) for item in items for name, given in item.items()]
    values = [(name, to_block_value(stream.child_blocks[name], given, pages)) for name, given in pairs]
    return stream.normalize([(name, value) for name, value in values if value is not None])


def to_block_value(block: blocks.Block, given, pages: Pages):
    """One block's value from words, or from a mapping where the block has parts."""
    if isinstance(block, blocks.RichTextBlock):
        return RichText(to_rich_text(given, block.features, pages))
    if isinstance(block, blocks.PageChooserBlock):
        return pages.get(given)
    if isinstance(block, blocks.ListBlock):
        return block.normalize([to_block_value(block.child_block, item, pages) for item in given])
    if isinstance(block, blocks.StructBlock):
        parts = {name: to_block_value(block.child_blocks[name], part, pages) for name, part in given.items()}
        return block.normalize(parts)
    return given.strip()
