"""`manage.py send_messages`: the mail worker."""

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext

from outbox.worker import Worker
from vault.startup import refuse_wrong_keys


class Command(BaseCommand):
    help = "Sends the mails that wait in the outbox, until it is told to stop (SIGTERM or Ctrl-C)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="end as soon as nothing is due")

    def handle(self, *, until_empty: bool, **options) -> None:
        refuse_wrong_keys()
        worker = Worker()
        worker.stop_on_signals()
        if until_empty:
            count = worker.run_until_empty()
            self.stdout.write(ngettext("%d message sent.", "%d messages sent.", count) % count)
        else:
            worker.run_for_ever()
