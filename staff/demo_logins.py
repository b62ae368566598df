"""One user for each role, for a first look at a local run. Never on a public site."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from staff.models import User
from staff.roles import ROLES

FILE_NAME = "demo-logins.txt"


class NotALocalRun(RuntimeError):
    """Demo logins were asked for where strangers could use them."""


def path() -> Path:
    return Path(settings.VAR_DIR) / FILE_NAME


def make() -> list[tuple[str, str, str]]:
    """See to it that each role has a user who can log in, and keep the list: (role, address, pass phrase).

    Pass phrases that still work stay as they are. Raises: NotALocalRun; Group.DoesNotExist before `setup_roles`.
    """
    if not getattr(settings, "LOCAL_RUN", False):
        raise NotALocalRun("Demo logins are for a local run only: these settings do not call themselves one.")
    known = _read()
    with transaction.atomic():
        logins = [_login(role, known.get(role)) for role in ROLES]
        _write(logins)
    return logins


def _login(role: str, pass_phrase: str | None) -> tuple[str, str, str]:
    address = f"{role}@example.org"
    user = User.objects.filter(email=address).first() or User(email=address)
    if not (pass_phrase and user.pk and user.check_password(pass_phrase)):
        pass_phrase = new_pass_phrase()
        user.set_password(pass_phrase)
    user.first_name, user.last_name = "Demo", role.capitalize()
    user.is_active, user.is_superuser, user.is_staff = True, False, False
    user.save()
    user.groups.set([Group.objects.get(name=role)])
    return role, address, pass_phrase


def new_pass_phrase() -> str:
    """Five pronounceable words of four letters: 80 ** 10 possibilities, about 63 bits."""
    return "-".join(_syllable() + _syllable() for _ in range(5))


def _syllable() -> str:
    return secrets.choice("bcdfghjklmnprstv") + secrets.choice("aeiou")


def _read() -> dict[str, str]:
    """The pass phrases of an earlier run, by role. Lines that somebody has spoilt are as good as absent."""
    if not path().exists():
        return {}
    rows = (line.split("\t") for line in path().read_text(encoding="utf-8").splitlines())
    return {row[0]: row[2] for row in rows if len(row) == 3}


def _write(logins: list[tuple[str, str, str]]) -> None:
    """Put the list in place whole, readable by its owner only from the first byte on."""
    path().parent.mkdir(parents=True, exist_ok=True)
    draft = path().with_name(f".{FILE_NAME}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines("\t".join(login) + "\n" for login in logins)
    draft.replace(path())
