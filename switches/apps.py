from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SwitchesConfig(AppConfig):
    name = "switches"
    verbose_name = _("emergency switches")

    def ready(self) -> None:
        from switches import checks  # noqa: F401  (registers itself)
