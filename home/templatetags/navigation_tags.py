"""The site's menus, for templates."""

from django import template
from django.template import Context
from wagtail.models import Page, Site

from home import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def main_navigation(context: Context) -> list[Page]:
    """Pages of the main menu: `{% main_navigation as pages %}`. Each knows whether it `is_current`."""
    request = context.get("request")
    site = Site.find_for_request(request)
    return _mark_current(navigation.main_pages(site), context) if site else []


@register.simple_tag(takes_context=True)
def footer_navigation(context: Context) -> list[Page]:
    """Pages of the footer's menu: `{% footer_navigation as pages %}`. Each knows whether it `is_current`."""
    request = context.get("request")
    site = Site.find_for_request(request)
    return _mark_current(navigation.footer_pages(request, site), context) if site else []


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Page]:
    """The way from the home page down to this page: `{% breadcrumbs as trail %}`. Empty on the home page."""
    request = context.get("request")
    site = Site.find_for_request(request)
    page = context.get("page")
    return navigation.trail(page, site) if site and isinstance(page, Page) else []


def _mark_current(pages: list[Page], context: Context) -> list[Page]:
    """A page is current while the visitor is on it or on a page beneath it."""
    here = getattr(context.get("page"), "path", "") or ""
    for page in pages:
        page.is_current = here.startswith(page.path)
    return pages
