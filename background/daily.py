"""Jobs that the worker starts by itself, once a day. Apps register theirs in `ready()`."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise

from background import services
from background.models import Job

_daily: dict[str, str | Promise] = {}


def register(kind: str, title: str | Promise) -> None:
    """Have a job of this kind done every day, whoever's worker is up; `title` tells the staff what it is.

    Raises: ValueError when it is registered under another title.
    """
    if _daily.setdefault(kind, title) != title:
        raise ValueError(f"Two titles for the daily {kind}.")


def start_due(now: datetime) -> int:
    """Start what was not started today; returns how many. One a day, however many workers ask at the same moment.

    While the last one is still at work no other follows it: what it leaves is for tomorrow.
    """
    return sum(_start(kind, str(title), now) for kind, title in _daily.items())


def _start(kind: str, title: str, now: datetime) -> bool:
    today = timezone.localdate(now)
    known = Job.objects.filter(kind=kind, day__isnull=False)
    if known.filter(day__gte=today).exists() or known.unfinished().exists():
        return False
    try:
        with transaction.atomic():
            services.start(kind, title, by=None, day=today)
    except IntegrityError:  # another worker was quicker
        return False
    return True
