"""`remind_signers`: what the mail worker does by itself once in an hour, for those who run it otherwise."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from signatures.services import reminding


class Command(BaseCommand):
    help = "Queues a reminder to everybody who signed two days ago and has not confirmed. Each gets one at most."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say how many would get one, and queue none")

    def handle(self, *args, dry_run: bool, **options) -> None:
        now = timezone.now()
        if dry_run:
            self.stdout.write(f"reminders would be queued: {reminding.due(now).count()}")
            return
        number = 0
        while portion := reminding.remind(now):
            number += portion
        self.stdout.write(f"reminders queued: {number}")
