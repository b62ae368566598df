"""What an application server calls. Unless told otherwise it runs with the production settings."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

import config.paths  # noqa: F401  (puts the project's root on the path)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()
import_string("vault.startup.refuse_wrong_keys")()
