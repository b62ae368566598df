"""How long the outbox keeps what: the periods that the privacy page names. The worker itself sees to it every hour."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from outbox import services
from personal_data import retention
from personal_data.retention import Period, Purged, Rule, days_in_words, kept_in_words


def register() -> None:
    retention.register(Rule("mails", periods, purge))


def periods() -> Iterable[Period]:
    yield Period(_("That an email went to you, without its words"), days_in_words(services.FINISHED_KEPT.days))
    yield Period(_("That an email could not be delivered, without its words"), kept_in_words("failed_mail"))


def purge(now: datetime, dry_run: bool) -> Iterable[Purged]:
    if dry_run:
        yield Purged("finished mails", services.count_old(now))
    else:
        yield from retention.portions("finished mails", lambda: services.forget_some_old(now))
