from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    name = "personal_data"

    def ready(self) -> None:
        from personal_data import logins

        logins.register()
