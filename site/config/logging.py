"""What is written to the log: route names and statuses. Never names, addresses, tokens, query strings or values.

Django's own records carry the path asked for (which holds the token of a private link) and an exception's message
(in which a database quotes the row it refused). Both are taken out here, for every logger at once.
"""

import logging
import traceback

from django.http import HttpRequest


def route_of(request: HttpRequest) -> str:
    """The pattern that a request matched, such as `my-signature/confirm/<token>/`, or a dash when none did."""
    match = getattr(request, "resolver_match", None)
    return getattr(match, "route", None) or "-"


class RouteOnly(logging.Filter):
    """Replaces the text of any record about a request by its method, route and status."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record.msg = "%s %s answered %s"
            record.args = (request.method, route_of(request), getattr(record, "status_code", "-"))
        elif record.name.startswith("django.security") and record.name != "django.security.csrf":
            record.msg, record.args = "refused a request: %s", (record.name.rsplit(".", 1)[-1],)
        return True


class WithoutValues(logging.Formatter):
    """Writes where an exception came from and its type; its message may quote a person's data and stays out."""

    def formatException(self, ei) -> str:  # noqa: N802  (the standard library's name)
        kind, _error, trace = ei
        frames = "".join(traceback.format_tb(trace))
        return f"{frames}{kind.__module__}.{kind.__qualname__}"


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"route_only": {"()": RouteOnly}},
    "formatters": {
        "plain": {"()": WithoutValues, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["route_only"],
            "formatter": "plain",
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "access": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "outbox": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "background": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
