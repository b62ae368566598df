from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "background"
    verbose_name = _("background work")

    def ready(self) -> None:
        from background import task_rows

        task_rows.keep_no_values()
