"""Pages go up and come down at the times that organisers gave them, without a line in anybody's crontab."""

import logging
from io import StringIO

from django import db
from django.core.management import call_command

log = logging.getLogger("background")


def publish_due() -> None:
    """Have Wagtail publish and take down what is due. Twice at once does no harm.

    What one page breaks stops nothing else of the worker. Raises: OperationalError or InterfaceError, when the
    database is away.
    """
    try:
        call_command("publish_scheduled", stdout=StringIO(), verbosity=0)
    except (db.OperationalError, db.InterfaceError):
        raise
    except Exception as error:  # whatever a page's own code raises; its words may quote what an editor typed
        log.error("publishing what is due failed: %s", type(error).__name__)
