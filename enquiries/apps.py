from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnquiriesConfig(AppConfig):
    name = "enquiries"
    verbose_name = _("enquiries")

    def ready(self) -> None:
        from enquiries import emails
        from enquiries.services import held, retention

        emails.register()
        held.register()
        retention.register()
