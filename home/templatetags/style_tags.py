"""Which style sheets every page loads."""

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def shared_stylesheets() -> SafeString:
    """Links to the shared sheets: one file where they were put together, each by itself while debugging."""
    sheets = getattr(staticfiles_storage, "shared_sheets", settings.SHARED_STYLESHEETS)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))
