"""`update_word_lists`: after an upgrade, add the words that came with it to those that organisers keep."""

from django.core.management.base import BaseCommand

from signatures.services import looking_again, word_lists


class Command(BaseCommand):
    help = "Adds the words to look twice at that came with this release; those switched off stay off."

    def handle(self, *args, **options) -> None:
        added = word_lists.add_shipped()
        self.stdout.write(f"words added: {added}")
        if added:
            looking_again.start(by=None)
