"""`purge`: delete everywhere what was kept for as long as the site says. Meant to run once a day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from personal_data import retention


class Command(BaseCommand):
    help = "Deletes what was kept for as long as the privacy page and the forms say, in every part of the site."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and delete nothing")

    def handle(self, *args, dry_run: bool, **options) -> None:
        done = "would be deleted" if dry_run else "deleted"
        for rule, purged in retention.purge(timezone.now(), dry_run=dry_run):
            self.stdout.write(f"{rule.name}: {purged.what} {done}: {purged.number}")
