"""Which pages the menus list, and the way down to a page, each at a fixed number of queries however many there are."""

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page, Site

from home.models import SiteSettings

FOOTER_KINDS = ("campaign_pages.InformationPage", "enquiries.ComplaintPage")


def main_pages(site: Site) -> list[Page]:
    """Published pages right beneath the home page that editors put in the menu, in their order."""
    return list(site.root_page.get_children().live().public().in_menu())


def footer_pages(request: HttpRequest, site: Site) -> list[Page]:
    """The pages chosen in the settings; otherwise those that inform or take complaints, unless the menu has them."""
    chosen = [block.value for block in SiteSettings.for_request(request).footer_pages]
    if chosen:
        return [page for page in chosen if page is not None and page.live]
    kinds = [apps.get_model(name) for name in FOOTER_KINDS]
    return list(site.root_page.get_children().type(*kinds).live().public().filter(show_in_menus=False))


def trail(page: Page | None, site: Site) -> list[Page]:
    """The published pages from the home page down to this one, itself included; empty on the home page.

    One query for a page further down than the menu, and none for the others.
    """
    root = site.root_page
    if page is None or not page.path or not page.path.startswith(root.path) or page.depth <= root.depth:
        return []
    between = []
    if page.depth > root.depth + 1:
        between = list(page.get_ancestors().filter(depth__gt=root.depth).live())
    return [root, *between, page]
