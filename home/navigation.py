"""Which pages the menus list. Each menu costs a fixed number of queries, however many pages there are."""

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page, Site

from home.models import SiteSettings


def main_pages(site: Site) -> list[Page]:
    """Published pages right beneath the home page that editors put in the menu, in their order."""
    return list(site.root_page.get_children().live().public().in_menu())


def footer_pages(request: HttpRequest, site: Site) -> list[Page]:
    """The pages chosen in the settings; without a choice, information pages that the main menu leaves out."""
    chosen = [block.value for block in SiteSettings.for_request(request).footer_pages]
    if chosen:
        return [page for page in chosen if page is not None and page.live]
    information_page = apps.get_model("campaign_pages.InformationPage")
    return list(site.root_page.get_children().type(information_page).live().public().filter(show_in_menus=False))
