from django.apps import AppConfig


class PublicFormsConfig(AppConfig):
    name = "public_forms"

    def ready(self) -> None:
        from public_forms import checks  # noqa: F401  (registers itself)
