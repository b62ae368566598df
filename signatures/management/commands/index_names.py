"""`index_names`: what the desk's search should find, after an upgrade during which people went on signing."""

from django.core.management.base import BaseCommand

from signatures.services import desk_words


class Command(BaseCommand):
    help = "Writes the words under which the desk finds signatures, where they are missing or outdated."

    def handle(self, *args, **options) -> None:
        number = 0
        for number in desk_words.follow_all():
            self.stdout.write(f"\r{number:,} signatures", ending="")
            self.stdout.flush()
        self.stdout.write(f"\rLooked at {number:,} signatures: the desk finds all of them.")
