"""What an application server calls. Unless told otherwise it runs with the production settings."""

import os

import config.paths  # noqa: F401  (puts the project's root on the path)
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()
