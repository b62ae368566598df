"""`export_supporter EMAIL`: everything held of a mailbox as JSON, for a request that came by post or telephone."""

import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from personal_data.services import as_json, everything_about
from signatures.management.addresses import add_address, mailbox


class Command(BaseCommand):
    help = "Writes all that any part of the site holds of a mailbox as JSON, the same that its owner can download."

    def add_arguments(self, parser) -> None:
        add_address(parser)
        parser.add_argument("--output", metavar="FILE", help="a new file that only you can read, instead of the screen")
        parser.add_argument("--dry-run", action="store_true", help="say how much of what is held, and show none of it")

    def handle(self, *args, email: str, output: str | None, dry_run: bool, **options) -> None:
        sections = everything_about(mailbox(email))
        if dry_run or not sections:
            for section in sections:
                self.stdout.write(f"{section.name}: {len(section.entries)}")
            if not sections:
                self.stdout.write("Nothing is held of this mailbox.")
            return
        text = json.dumps(as_json(sections, timezone.now()), ensure_ascii=False, indent=2)
        if output is None:
            self.stdout.write(text)
            return
        try:
            with os.fdopen(os.open(Path(output), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(text + "\n")
        except OSError as error:
            raise CommandError(f"The file can't be written: {error.strerror}.") from None
        self.stdout.write("Written. Delete the file once it is handed over.")
