from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from staff import demo_logins


class Command(BaseCommand):
    help = "Makes one login for each role of a local run, and writes them to demo-logins.txt in VAR_DIR."

    def handle(self, *args, **options):
        try:
            logins = demo_logins.make()
        except demo_logins.NotALocalRun as error:
            raise CommandError(str(error)) from error
        except Group.DoesNotExist as error:
            raise CommandError("The roles are missing. Run `setup_roles` first.") from error
        for role, address, pass_phrase in logins:
            self.stdout.write(f"{role:<10} {address:<22} {pass_phrase}")
        self.stdout.write(f"Kept in {demo_logins.path()}.")
