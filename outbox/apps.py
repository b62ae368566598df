from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = _("outgoing mail")

    def ready(self) -> None:
        from outbox import held, renderers, retention, stored

        renderers.register(stored.KIND, stored.render, _("mail of the admin"))
        held.register()
        retention.register()
