"""`purge`: delete everywhere what was kept for as long as the site says. Meant to run once a day."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

ROOMS = ("purge_signatures", "purge_enquiries")


class Command(BaseCommand):
    help = "Deletes what was kept for as long as the privacy page and the forms say, in every part of the site."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and delete nothing")

    def handle(self, *args, dry_run: bool, **options) -> None:
        for room in ROOMS:
            call_command(room, dry_run=dry_run, stdout=self.stdout)
