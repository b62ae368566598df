"""The sessions of the few who log in: the one cookie that the site knows."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from personal_data import retention
from personal_data.retention import Period, Purged, Rule

AT_ONCE = 1_000


def register() -> None:
    retention.register(Rule("logins", periods, purge))


def periods() -> Iterable[Period]:
    hours = settings.SESSION_COOKIE_AGE // 3600
    words = ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}
    yield Period(_("That one of us logged in to run this site (readers and signers never do)"), words)
    yield Period(
        _("Who of us did what with a signature or a page, by number and without your name"),
        _("as long as this site runs, so that every act can be answered for"),
    )


def purge(now: datetime, dry_run: bool) -> Iterable[Purged]:
    ended = Session.objects.filter(expire_date__lt=now)
    if dry_run:
        yield Purged("ended logins", ended.count())
    else:
        yield from retention.portions("ended logins", lambda: _delete_some(ended))


def _delete_some(ended: QuerySet[Session]) -> int:
    keys = list(ended.order_by("expire_date").values_list("pk", flat=True)[:AT_ONCE])
    return ended.filter(pk__in=keys).delete()[0] if keys else 0
