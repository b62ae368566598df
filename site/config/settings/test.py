"""The test suite: fixed throw-away secrets, quick password hashing, nothing written outside a temporary folder."""

import os
import tempfile

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="campaign-tests-"))
os.environ.setdefault("SECRET_KEY", "test-secret-key-of-enough-length-for-anybody")
os.environ.setdefault("ADDRESS_KEYS", "dGVzdC1vbmx5LWFkZHJlc3Mta2V5LTMyLWJ5dGVzISE=")
os.environ.setdefault("MAILBOX_PEPPER", "test-mailbox-pepper-of-enough-length")
os.environ.setdefault("TOKEN_KEY", "test-token-key-of-enough-length-for-it")
os.environ.setdefault("BASE_URL", "http://testserver")

from config.env import env
from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, STORAGES

DEBUG = False
ALLOWED_HOSTS = ["*"]
LOCAL_RUN = True
SERVE_MEDIA = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
BACKGROUND_PAUSE_SECONDS = 0
WAGTAIL_AUTOSAVE_INTERVAL = 0

if not env.str("DATABASE_URL", default=""):
    DATABASES["default"]["NAME"] = ":memory:"
# The pool outlives a test database; tests open and close connections of their own.
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
