"""The keys of a local run: made at first use, kept in `$VAR_DIR/keys.env`, the same for every later command."""

import os
import secrets
import tempfile
from pathlib import Path

import environ
from cryptography.fernet import Fernet

from config.env import SECRETS, check_secrets, var_dir


def load_or_make() -> None:
    """Put the keys into the environment; a variable that is already set wins.

    Two processes may start at once: each writes a file of its own and links it into place, and the first wins.
    """
    keys = var_dir() / "keys.env"
    if not keys.exists():
        keys.parent.mkdir(parents=True, exist_ok=True)
        _write_once(keys)
    environ.Env.read_env(str(keys), overwrite=False)
    check_secrets()


def _write_once(keys: Path) -> None:
    lines = []
    for name in SECRETS:
        value = Fernet.generate_key().decode() if name == "ADDRESS_KEYS" else secrets.token_urlsafe(48)
        lines.append(f"{name}={value}\n")
    descriptor, draft = tempfile.mkstemp(dir=keys.parent, prefix=".keys-")  # readable by its owner only
    with os.fdopen(descriptor, "w") as file:
        file.writelines(lines)
    try:
        os.link(draft, keys)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
