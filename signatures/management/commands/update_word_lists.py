"""`update_word_lists`: after an upgrade, add the words that came with it, and look again at all who wait."""

from django.core.management.base import BaseCommand

from signatures.services import looking_again, word_lists


class Command(BaseCommand):
    help = "Adds the words to look twice at that came with this release; asks the checks again."

    def handle(self, *args, **options) -> None:
        added = word_lists.add_shipped()
        self.stdout.write(f"words added: {added}")
        job = looking_again.start(by=None)
        self.stdout.write(f"signatures to look at again, in the background: {job.total}")
