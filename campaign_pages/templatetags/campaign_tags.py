"""How templates of any app show actions and news, without importing this one."""

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Site

from campaign_pages.icons import CUTS, STROKES, Icon
from campaign_pages.models import ActionIndexPage, NewsIndexPage
from campaign_pages.models.actions import Leaflet

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own icons. It is decoration: the words beside it say the same."""
    return format_html(
        '<svg class="icon" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        STROKES.get(name, STROKES[Icon.ARROW]),
    )


@register.simple_tag
def cut(name: str) -> SafeString:
    """One of our own cuts, as large as the style sheet says. It is decoration: the words beside it say the same."""
    file = "swallow" if name == "swallow" else "cuts"  # the swallow is on every page, the others on few
    return _used(f"img/{file}.svg", name if name in CUTS else Icon.PLACARD, "cut", 96, 96)


@register.simple_tag
def drawing(name: str, css_class: str) -> SafeString:
    """One of our wide drawings, "march" or "bars", as large as the style sheet says. It is decoration."""
    return _used(f"img/{name}.svg", name, css_class, 1200, 150)


def _used(file: str, name: str, css_class: str, width: int, height: int) -> SafeString:
    return format_html(
        '<svg class="{}" width="{}" height="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css_class,
        width,
        height,
        static(file),
        name,
    )


@register.simple_tag(takes_context=True)
def site_actions(context: Context) -> dict | None:
    """The site's own leaflet: its `page` and its `actions`. None while there is no such page."""
    request = context.get("request")
    page = _first_of(ActionIndexPage, request)
    return {"page": page, "actions": Leaflet(page, request).actions} if page else None


@register.simple_tag(takes_context=True)
def latest_news(context: Context, number: int = 3) -> dict | None:
    """The site's newest posts: the list's `page` and the `posts`. None while there is no such page."""
    page = _first_of(NewsIndexPage, context.get("request"))
    return {"page": page, "posts": page.posts[:number]} if page else None


def _first_of(page_type, request):
    site = Site.find_for_request(request) if request else None
    return page_type.objects.child_of(site.root_page).live().public().order_by("path").first() if site else None
