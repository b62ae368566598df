"""`rotate_address_keys`: move everything encrypted to the first key of ADDRESS_KEYS. Safe while the site runs."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from vault import rotation
from vault.rotation import Column, Tally


class Command(BaseCommand):
    help = (
        "Encrypts every encrypted column anew with the first key of ADDRESS_KEYS. It can be stopped and begun again; "
        "what is on the first key already is passed over. With --dry-run it only counts, and finds rows that no key "
        "opens."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")

    def handle(self, *args, dry_run: bool, **options) -> None:
        tallies = {column: self._rotate(column, dry_run) for column in rotation.columns()}
        whole = sum(tallies.values(), Tally())
        self.stdout.write(f"On the first key: {whole.current + (0 if dry_run else whole.moved):,}")
        if dry_run and whole.moved:
            self.stdout.write(f"On another key: {whole.moved:,}. Run it without --dry-run to move them.")
        if whole.unreadable:
            where = ", ".join(f"{column} {tally.unreadable:,}" for column, tally in tallies.items() if tally.unreadable)
            raise CommandError(
                f"Rows that no key of ADDRESS_KEYS opens: {where}. Put the key that closed them back at the end of "
                "ADDRESS_KEYS; nothing was changed in them."
            )
        if whole.changed:
            raise CommandError(f"Written by others meanwhile: {whole.changed:,}. Run it again to look at those.")
        if not (dry_run and whole.moved):
            self._say_what_may_go()

    def _rotate(self, column: Column, dry_run: bool) -> Tally:
        tally, total = Tally(), column.rows.count()
        for tally in rotation.rotate_column(column, dry_run=dry_run):
            self.stdout.write(f"\r{column}: {tally.seen:,} of {total:,}", ending="")
            self.stdout.flush()
        counts = ", ".join(f"{number:,} {name}" for name, number in vars(tally).items() if number) or "nothing held"
        self.stdout.write(f"\r{column}: {counts}")
        return tally

    def _say_what_may_go(self) -> None:
        older = len(settings.ADDRESS_KEYS) - 1
        if not older:
            self.stdout.write("ADDRESS_KEYS holds one key, and everything opens with it.")
            return
        self.stdout.write(
            f"Nothing needs the other {older} any more. Once every process has been restarted with this ADDRESS_KEYS "
            "and two hours have passed (pages that visitors have open are closed with a key too), run this once more; "
            "if it still moves nothing, take the others out, and keep them with the backups that were made under them."
        )
