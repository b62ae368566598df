"""`make lint` and, with `--fix`, `make format`: every check runs, and one that failed fails the whole.

The production settings are checked with secrets made up here for the occasion and thrown away.
"""

import base64
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT_DIR = Path(__file__).resolve().parent.parent


def fixes() -> list[list[str]]:
    """Commands that put right what a machine can."""
    return [
        ["-m", "ruff", "check", "--fix", "."],
        ["-m", "ruff", "format", "."],
        ["-m", "djhtml", "templates"],
    ]


def checks() -> list[list[str]]:
    """Commands that only look."""
    return [
        ["-m", "ruff", "check", "."],
        ["-m", "djhtml", "--check", "templates"],
        ["manage.py", "makemigrations", "--check", "--dry-run", "--settings", "config.settings.test"],
        ["manage.py", "check", "--deploy", "--fail-level", "WARNING", "--settings", "config.settings.production"],
    ]


def throwaway_environment(var_dir: str) -> dict[str, str]:
    """What production asks of its environment (see .env.example), with values that are good for a check alone."""
    return {
        **os.environ,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ADDRESS_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "MAILBOX_PEPPER": secrets.token_urlsafe(32),
        "TOKEN_KEY": secrets.token_urlsafe(32),
        "BASE_URL": "https://campaign.example",
        "DATABASE_URL": f"sqlite:///{var_dir}/check.sqlite3",
        "EMAIL_URL": "smtp://relay.example:587",
        "DEFAULT_FROM_EMAIL": "campaign@campaign.example",
        "TRUSTED_PROXIES": "1",
        "VAR_DIR": var_dir,
    }


def main() -> int:
    commands = fixes() if "--fix" in sys.argv[1:] else checks()
    failed = []
    with tempfile.TemporaryDirectory(prefix="campaign-lint-") as var_dir:
        environment = throwaway_environment(var_dir)
        for command in commands:
            words = " ".join(command).removeprefix("-m ")
            print(f"--- {words}", flush=True)
            if subprocess.run([sys.executable, *command], cwd=ROOT_DIR, env=environment).returncode:
                failed.append(words)
    for words in failed:
        print(f"FAILED: {words}")
    if not failed:
        print("All is well.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
