from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignaturesConfig(AppConfig):
    name = "signatures"
    verbose_name = _("signatures")

    def ready(self) -> None:
        from signatures import emails, signals
        from signatures.services import held

        emails.register()
        held.register()
        signals.connect()
