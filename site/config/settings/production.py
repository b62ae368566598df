"""The public site. It does not start while a secret or an address of a service is missing."""

from config.env import SECRETS, base_url, check_secrets, email, env, require

require(*SECRETS, "DATABASE_URL", "BASE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL")
check_secrets()

from urllib.parse import urlsplit  # noqa: E402

from config.settings.base import *  # noqa: E402, F403

DEBUG = False
ALLOWED_HOSTS = [urlsplit(base_url()).hostname, *env.list("EXTRA_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = [base_url()]

_email = email(default="")
OUTBOX_DELIVERY_BACKEND = _email.pop("EMAIL_BACKEND")
globals().update(_email)
