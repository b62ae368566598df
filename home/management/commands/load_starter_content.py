from django.core.management.base import BaseCommand

from home import starter


class Command(BaseCommand):
    help = "Lays down the pages and settings a new site starts with. What exists already is left as it is."

    def handle(self, *args, **options):
        for line in starter.load():
            self.stdout.write(line)
