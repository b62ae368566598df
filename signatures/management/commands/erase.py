"""`erase EMAIL`: erase everything about a mailbox, for a request that came by post or telephone."""

from django.core.management.base import BaseCommand

from signatures.management.addresses import add_address, mailbox
from signatures.services.erasure import erase_everything


class Command(BaseCommand):
    help = (
        "Erases all that any part of the site holds of a mailbox. It gets one last mail that it is done, unless "
        "--never-mail is given: then its keyed hash is kept, so that no form ever causes mail to it again."
    )

    def add_arguments(self, parser) -> None:
        add_address(parser)
        parser.add_argument("--never-mail", action="store_true", help="its owner wants no mail from us ever again")
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and erase nothing")

    def handle(self, *args, email: str, never_mail: bool, dry_run: bool, **options) -> None:
        gone = erase_everything(mailbox(email), never_mail=never_mail, dry_run=dry_run)
        done = "would be erased" if dry_run else "erased"
        for kind, number in sorted(gone.items()):
            self.stdout.write(f"{kind} {done}: {number}")
        if not gone:
            self.stdout.write("Nothing is held of this mailbox.")
        if never_mail and not dry_run:
            self.stdout.write("No form of the site causes mail to it from now on.")
