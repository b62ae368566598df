"""A local run, as a visitor would meet it: debug off unless `DEBUG=1`, keys made once, mail kept as files."""

from config.env import email, env
from config.local_keys import load_or_make

load_or_make()

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import BASE_URL  # noqa: E402

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
LOCAL_RUN = True
SERVE_MEDIA = True

if env.str("EMAIL_URL", default=""):
    _email = email(default="")
    OUTBOX_DELIVERY_BACKEND = _email.pop("EMAIL_BACKEND")
    globals().update(_email)
else:
    OUTBOX_DELIVERY_BACKEND = "outbox.backends.FileBackend"

if DEBUG:
    STORAGES["staticfiles"] = {  # noqa: F405
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
