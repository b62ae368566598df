"""Wagtail's content checks in the editor's preview: of what editors write, not of what surrounds it on every page."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.userbar import ContentCheckerItem


class MainTextChecks(ContentCheckerItem):
    """Checks the main part of the page. Menus and footer are the same everywhere, and no editor's to mend here."""

    axe_include = ("main",)


def check_main_text_only(request: HttpRequest, items: list, page: Any) -> None:
    """Puts our checks in the place of Wagtail's, in the preview panel of the editor and elsewhere."""
    for position, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[position] = MainTextChecks(in_editor=item.in_editor)
