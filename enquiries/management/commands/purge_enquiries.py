from django.core.management.base import BaseCommand
from django.utils import timezone

from enquiries.services import retention


class Command(BaseCommand):
    help = "Deletes enquiries that were kept for as long as their page says, in whatever state they are."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be deleted, and delete nothing")

    def handle(self, *args, dry_run: bool, **options):
        report = retention.purge(timezone.now(), dry_run=dry_run)
        verb = "to delete" if dry_run else "deleted"
        for purged in report:
            title = purged.title or "a page that is gone"
            self.stdout.write(f"{title}: {purged.number} {verb}, older than {purged.months} months")
        self.stdout.write(f"Enquiries {verb}: {sum(purged.number for purged in report)}")
