"""What `manage.py check --deploy` says of a cache in which a switch can't be turned for everybody."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

ALONE = ("locmem.LocMemCache", "dummy.DummyCache")
NOT_SHARED = (
    "CACHE_URL names a cache that each process has for itself. What is shown then differs from process to process for "
    "some seconds after a switch is turned, and every card and PDF is made by each process anew."
)


@register(Tags.caches, deploy=True)
def processes_share_a_cache(app_configs, **kwargs) -> list[Warning]:
    """All processes of a site have to read the same cache."""
    if settings.CACHES["default"]["BACKEND"].endswith(ALONE):
        return [Warning(NOT_SHARED, hint="Leave CACHE_URL out, or name a server.", id="switches.W001")]
    return []
