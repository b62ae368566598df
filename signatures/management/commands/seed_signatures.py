"""`seed_signatures N`: fill a statement with invented signers, for trials."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from signatures.models import StatementPage
from signatures.services.seeding import seed


class Command(BaseCommand):
    help = "Adds invented signatures in all states to a statement. Refuses on a real site."

    def add_arguments(self, parser) -> None:
        parser.add_argument("number", type=int, metavar="N", help="how many")
        parser.add_argument("--statement", metavar="SLUG", default="statement", help="the statement's slug")

    def handle(self, *args, number: int, statement: str, **options) -> None:
        if not settings.LOCAL_RUN:
            raise CommandError("Invented signers have no place on a real site.")
        if number < 1:
            raise CommandError("N must be 1 or more.")
        page = StatementPage.objects.live().filter(slug=statement).first()
        if page is None:
            raise CommandError(f"There is no published statement with the slug “{statement}”.")
        for done in seed(page, number):
            self.stdout.write(f"\r{done:,} of {number:,} signatures", ending="")
            self.stdout.flush()
        self.stdout.write(f"\nAdded {number:,} invented signatures to “{page.title}”.")
