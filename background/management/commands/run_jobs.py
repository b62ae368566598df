"""`manage.py run_jobs`: the background worker."""

from django.core.management.base import BaseCommand, CommandParser

from background.worker import Worker


class Command(BaseCommand):
    help = "Does the work that takes longer than a request, until it is told to stop (SIGTERM or Ctrl-C)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="end as soon as nothing is due")

    def handle(self, *, until_empty: bool, **options) -> None:
        worker = Worker()
        worker.stop_on_signals()
        if until_empty:
            worker.run_until_empty()
        else:
            worker.run_for_ever()
