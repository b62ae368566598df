"""Databases that are migrated already, kept for the next run: migrating anew costs 10 to 25 seconds each time.

A kept database is named by a fingerprint of everything that decides what a migration does, so a stale one is never
used; it holds no data but what migrations put in. `make clean` forgets them all.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

ROOT_DIR = Path(__file__).resolve().parents[2]
STORE = ROOT_DIR / ".cache" / "test-databases"
LATEST = 4
# Set for a run of the tests on PostgreSQL: the name of a migrated database in the same cluster.
TEMPLATE_VARIABLE = "TEST_DATABASE_TEMPLATE"


def fingerprint(*more: str) -> str:
    """A short name for the migrations, the settings, the installed versions, the Python, and whatever `more` tells."""
    digest = hashlib.sha256("\n".join([sys.version, *more]).encode())
    digest.update("\n".join(sorted(f"{d.name} {d.version}" for d in metadata.distributions())).encode())
    sources = [*ROOT_DIR.glob("*/migrations/**/*"), *ROOT_DIR.glob("site/config/settings/*.py")]
    for path in sorted(path for path in sources if path.is_file() and "__pycache__" not in path.parts):
        digest.update(f"\n{path.relative_to(ROOT_DIR)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def kept(kind: str, name: str, make: Callable[[Path], None]) -> Path:
    """The path of the kept file or folder `<kind>-<name>`, which `make(path)` makes if there is none yet.

    The latest few of a kind stay. Of several runs that want it at the same time one makes it and the others wait.
    """
    path = STORE / f"{kind}-{name}"
    STORE.mkdir(parents=True, exist_ok=True)
    with (STORE / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _make_whole(path, make)
            _forget_old(kind)
    return path


def _make_whole(path: Path, make: Callable[[Path], None]) -> None:
    """Makes `path` appear only once `make` has finished with it."""
    with tempfile.TemporaryDirectory(dir=STORE, prefix="new-") as workshop:
        made = Path(workshop) / "made"
        make(made)
        made.rename(path)


def _forget_old(kind: str) -> None:
    for old in sorted(STORE.glob(f"{kind}-*"), key=lambda each: each.stat().st_mtime)[:-LATEST]:
        shutil.rmtree(old) if old.is_dir() else old.unlink()


class Failure(Exception):
    """The migrations could not be run; why is on the screen."""


def migrate(database_url: str) -> None:
    """Runs every migration in the database at `database_url`, in a process of its own. Raises: Failure."""
    with tempfile.TemporaryDirectory() as var_dir:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": database_url,
            "VAR_DIR": var_dir,
        }
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        if subprocess.run(command, cwd=ROOT_DIR, env=environment).returncode:
            raise Failure("`manage.py migrate` failed on a new test database; its own words are above.")


def sqlite_file() -> Path:
    """The path of a migrated SQLite file. It is for reading only."""

    def make(path: Path) -> None:
        migrate(f"sqlite:///{path}")
        connection = sqlite3.connect(path)
        # Folds the write-ahead log into the file, so that the file alone is the whole database.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()

    return kept("sqlite", fingerprint(sqlite3.sqlite_version), make)
