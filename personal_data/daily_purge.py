"""The purge as a daily job of the background worker, so that no line of a crontab can be forgotten."""

import logging
import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from background import daily, kinds
from background.kinds import Kind, Portion
from background.models import Job
from personal_data import retention

log = logging.getLogger("background")

PURGE = "personal_data.purge"
SECONDS = 0.3  # SQLite lets nobody else write while a portion is at work


def register() -> None:
    kinds.register(PURGE, PurgeWork())
    daily.register(PURGE, _("Deleting what was kept for as long as we say"))


class PurgeWork(Kind):
    """Room by room; the cursor is the room in hand. A room that has nothing left is asked once and costs little."""

    def portion(self, job: Job) -> Portion:
        rooms = [rule for rule in retention.rules() if rule.purge is not None]
        names = [rule.name for rule in rooms]
        at = names.index(job.cursor) if job.cursor in names else 0
        gone, is_finished = _purge_for_a_moment(rooms[at])
        at += is_finished
        is_last = at == len(rooms)
        counts = {purged.what: purged.number for purged in gone if purged.number}
        for what, number in counts.items():
            log.info("purge: %s deleted: %d", what, number)
        return Portion(None if is_last else names[at], done=sum(counts.values()), counts=counts, is_last=is_last)

    def outcome(self, job: Job) -> str:
        words = ngettext("%(number)d row deleted.", "%(number)d rows deleted.", job.done) % {"number": job.done}
        kinds_of_rows = ", ".join(f"{what}: {number}" for what, number in sorted(job.result.items()))
        return f"{words} {kinds_of_rows}".strip()


def _purge_for_a_moment(rule: retention.Rule) -> tuple[list[retention.Purged], bool]:
    """What went, and whether the room came to the end of what is due."""
    ends, gone = time.monotonic() + SECONDS, []
    for purged in rule.purge(timezone.now(), False):
        gone.append(purged)
        if purged.number and time.monotonic() > ends:
            return retention.added_up(gone), False
    return retention.added_up(gone), True
