"""gunicorn's settings, for a local run and for production: `gunicorn -c site/config/gunicorn.py`, from any folder.

In: `BIND` (default `127.0.0.1:$PORT`, `PORT` being 8000 unless set) and `WEB_CONCURRENCY` (worker processes).
"""

import ctypes
import logging
import os
import signal
import sys
from pathlib import Path

from gunicorn.glogging import Logger

_SITE_DIR = Path(__file__).resolve().parents[1]
_MEMORY = Path("/dev/shm")  # noqa: S108  (no file name of ours goes there: gunicorn makes unnamed ones)

# gunicorn puts the folder that it changes to on the path. Its own `pythonpath` comes too late for --check-config.
if str(_SITE_DIR) not in sys.path:
    sys.path.insert(0, str(_SITE_DIR))
chdir = str(_SITE_DIR.parent)
wsgi_app = "config.wsgi:application"

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
timeout = 30
graceful_timeout = 15
# The workers' heartbeat is a file that is touched every second: a slow disk must not make them look dead.
worker_tmp_dir = str(_MEMORY) if _MEMORY.is_dir() else None
control_socket_disable = True  # nothing of ours uses it, and two sites on one machine would share its path

# What is asked for is logged by route in config.middleware; gunicorn's own access log would hold addresses and tokens.
accesslog = None
errorlog = "-"


def post_fork(server, worker) -> None:
    """A worker whose master was killed ends at once and frees the port; unasked it looks up every 15 seconds only."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


class _WithoutVisitors(logging.Filter):
    """Takes the visitor's network address, the path and quoted data out of gunicorn's error messages."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.msg.startswith("Invalid request from"):
            record.msg, record.args = "Refused a request that is not proper HTTP.", ()
        elif record.msg.startswith(("Error handling request", "Socket error")):
            record.msg, record.args = "Error handling a request.", ()
            if record.exc_info:
                from config.logging import WithoutValues  # on the path once gunicorn has read this file

                record.exc_text = WithoutValues().formatException(record.exc_info)
        return True


class logger_class(Logger):  # noqa: N801  (the name of gunicorn's setting)
    """gunicorn's log without anything about visitors."""

    def setup(self, cfg) -> None:
        super().setup(cfg)
        self.error_log.addFilter(_WithoutVisitors())
