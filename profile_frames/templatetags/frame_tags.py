"""How templates of any app lead to the frames, without importing this one."""

from django import template
from wagtail.models import Site

from profile_frames.models import ProfileFramePage

register = template.Library()


@register.simple_tag(takes_context=True)
def profile_frame_page(context: template.Context) -> ProfileFramePage | None:
    """The site's page with the frames: `{% profile_frame_page as frame_page %}`. One query; None without a page."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return None
    pages = ProfileFramePage.objects.live().descendant_of(site.root_page).order_by("path")
    return pages.only("title", "path", "url_path", "depth", "locale_id").first()
