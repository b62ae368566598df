"""Which style sheets every page loads."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from config.static_files import SHARED_SHEETS

register = template.Library()


@register.simple_tag
def shared_stylesheets() -> SafeString:
    """Links to the shared sheets: one file where they were put together, each by itself while debugging."""
    sheets = getattr(staticfiles_storage, "shared_sheets", SHARED_SHEETS)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))
