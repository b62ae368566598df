"""Finds a real Chromium for the browser tests: `python -m tests.harness.chromium` prints its path.

In: `CHROMIUM` (a path) decides it by hand. Debian's package is installed when there is none and we are root.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Nothing may call home while a test measures what a page asks of the network.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


class NotFound(Exception):
    """There is no browser that works; the message says what to install."""


@cache
def find_chromium() -> str:
    """The path of a Chromium or Chrome that starts. Installs Debian's where that is possible. Raises: NotFound."""
    if chosen := os.environ.get("CHROMIUM"):
        if _starts(chosen):
            return chosen
        raise NotFound(f"CHROMIUM={chosen} does not start.")
    if found := _first_that_starts():
        return found
    _install_debian_package()
    if found := _first_that_starts():
        return found
    raise NotFound(
        "No Chromium or Chrome was found for the browser tests. Sought on the PATH: "
        f"{', '.join(NAMES)}; and in macOS's applications.\n"
        "Install one (Debian: apt-get install chromium; macOS: brew install --cask chromium), "
        "or name it: CHROMIUM=/path/to/chromium make test"
    )


def launch_options() -> dict:
    """Keyword arguments for Playwright's `chromium.launch`."""
    # Chromium's sandbox refuses to work for root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": find_chromium(), "headless": True, "args": [*QUIET, *sandbox]}


def _candidates() -> Iterator[str]:
    for name in NAMES:
        if path := shutil.which(name):
            yield path
    yield from (path for path in MAC_APPLICATIONS if Path(path).exists())


def _first_that_starts() -> str | None:
    return next((path for path in _candidates() if _starts(path)), None)


def _starts(path: str) -> bool:
    """Whether the program runs: on some systems a command of that name only tells how to install it."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install_debian_package() -> None:
    apt_get = shutil.which("apt-get")
    if not apt_get or os.geteuid() != 0:
        return
    print("No Chromium here yet: installing Debian's package ...", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        # What it says goes to stderr: stdout is for the path alone. A failure shows in the browser's absence.
        subprocess.run([apt_get, *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=2)


def main() -> int:
    try:
        print(find_chromium())
    except NotFound as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
