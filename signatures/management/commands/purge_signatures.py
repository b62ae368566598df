"""`purge_signatures`: the part of `purge` that concerns signatures."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from signatures.services.retention import purge


class Command(BaseCommand):
    help = "Deletes signatures, and what belongs to them, that were kept for as long as the privacy page says."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and delete nothing")

    def handle(self, *args, dry_run: bool, **options) -> None:
        done = "would be deleted" if dry_run else "deleted"
        for purged in purge(timezone.now(), dry_run=dry_run):
            self.stdout.write(f"{purged.what} {done}: {purged.number}")
