"""What `manage.py check --deploy` says of the settings that tell visitors' networks apart."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

NO_PROXY = (
    "TRUSTED_PROXIES is not set, yet BASE_URL is https, which a web server in front must speak. Everybody seems to "
    "come from that server: no flood can be told from a busy hour, and the limits of one network hold for all."
)


@register(Tags.security, deploy=True)
def visitors_are_told_apart(app_configs, **kwargs) -> list[Warning]:
    """A site behind a web server has to know how many such servers are its own."""
    if settings.BASE_URL.startswith("https://") and not settings.TRUSTED_PROXIES:
        return [Warning(NO_PROXY, hint="One web server: TRUSTED_PROXIES=1. See .env.example.", id="public_forms.W001")]
    return []
