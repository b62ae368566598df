from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    name = "personal_data"

    def ready(self) -> None:
        from personal_data import daily_purge, logins

        logins.register()
        daily_purge.register()
