from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from staff import role_setup


class Command(BaseCommand):
    help = "Makes the groups volunteer, moderator, organiser and admin with their rights, and the pages' workflow."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args, dry_run: bool, verbosity: int, **options):
        with transaction.atomic():
            try:
                changes = role_setup.set_up()
            except role_setup.UnknownRight as error:
                raise CommandError(str(error)) from error
            if dry_run:
                transaction.set_rollback(True)
        if verbosity:
            self.report(changes, dry_run)

    def report(self, changes: list[str], dry_run: bool) -> None:
        for line in changes:
            self.stdout.write(line)
        if not changes:
            self.stdout.write("The roles are as they should be.")
        elif dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")
