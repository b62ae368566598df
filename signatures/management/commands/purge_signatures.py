"""`purge_signatures`: delete what has been kept for as long as the privacy page says."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from signatures.services.retention import purge


class Command(BaseCommand):
    help = "Deletes unconfirmed signatures after 7 days, rejected ones after 30, hashes of networks after 28."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and delete nothing")

    def handle(self, *args, dry_run: bool, **options) -> None:
        purged = purge(timezone.now(), dry_run=dry_run)
        done = "would be deleted" if dry_run else "deleted"
        self.stdout.write(f"unconfirmed signatures {done}: {purged.unconfirmed}")
        self.stdout.write(f"rejected signatures {done}: {purged.rejected}")
        self.stdout.write(f"hashes of networks {done}: {purged.network_hashes}")
