"""Runs the suites that are named: `python -m tests.harness.suites sqlite postgres browser [-- options of pytest]`.

SQLite's suite and PostgreSQL's run side by side, each with its whole output in one piece; the browser's, which
minds the time, runs alone after them. The exit status is 1 unless every suite passed; one with no test has not.
"""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass

from tests.harness import chromium, migrated, postgres_programs
from tests.harness.endings import end, interruptible
from tests.harness.postgres import temporary_postgres


@dataclass(frozen=True)
class Suite:
    """Which tests belong together: `marks` is pytest's -m, and `options` are further ones of pytest."""

    name: str
    marks: str
    on_postgres: bool = False
    in_browser: bool = False
    options: tuple[str, ...] = ()


SUITES = {
    suite.name: suite
    for suite in (
        Suite(
            "fast",
            "not postgres and not browser and not slow",
            options=("--numprocesses=auto", "--dist=worksteal", "-q"),
        ),
        Suite("sqlite", "not postgres and not browser"),
        Suite("postgres", "not sqlite and not browser", on_postgres=True),
        Suite("browser", "browser", on_postgres=True, in_browser=True),
    )
}
# What a developer may have set for a local run has no business in a test.
OURS = (
    "DJANGO_SETTINGS_MODULE", "DEBUG", "PORT", "VAR_DIR", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "BASE_URL",
    "SECRET_KEY", "ADDRESS_KEYS", "MAILBOX_PEPPER", "TOKEN_KEY", "DEFAULT_FROM_EMAIL",
)  # fmt: skip
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
CLOSING_LINE = re.compile(r"^=* ?(.* in [\d.]+s(?: \([\d:]+\))?) ?=*$", re.MULTILINE)


class Run:
    """One run of pytest. What it says is held back until `show`, and from then on passed through as it comes."""

    def __init__(self, suite: Suite, variables: dict[str, str], options: list[str]) -> None:
        self.suite = suite
        self.said = b""
        self._shown: int | None = None  # how much of it was passed through; None while it is held back
        self._lock = threading.Lock()
        self._var_dir = tempfile.TemporaryDirectory(prefix="campaign-tests-")
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        environment |= variables | {"VAR_DIR": self._var_dir.name}
        if suite.in_browser:
            # Playwright keeps an event loop in the test's thread, which Django would mistake for async code.
            environment["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        colour = "yes" if sys.stdout.isatty() else "no"
        self.child = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-m", suite.marks, f"--color={colour}", *suite.options, *options],
            cwd=migrated.ROOT_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        while chunk := self.child.stdout.read1():
            with self._lock:
                self.said += chunk
                self._pass_through()

    def _pass_through(self) -> None:
        if self._shown is not None:
            sys.stdout.buffer.write(self.said[self._shown :])
            sys.stdout.buffer.flush()
            self._shown = len(self.said)

    def show(self) -> "Run":
        print(f"\n--- {self.suite.name}: {self.suite.marks} ---", flush=True)
        with self._lock:
            self._shown = 0
            self._pass_through()
        return self

    def wait(self) -> "Run":
        self.child.wait()
        self._listener.join()
        return self

    def close(self) -> None:
        end(self.child)
        self._listener.join()
        self._var_dir.cleanup()

    @property
    def passed(self) -> bool:
        return self.child.returncode == 0

    @property
    def result(self) -> str:
        """pytest's closing line, such as `12 passed, 3 deselected in 1.20s`."""
        lines = CLOSING_LINE.findall(COLOURS.sub("", self.said.decode(errors="replace")))
        return lines[-1] if lines else f"ended without a result (exit status {self.child.returncode})"


def run(names: list[str], options: list[str]) -> bool:
    """Runs the suites called `names`; answers whether all passed. Raises: NotFound when a server or browser is."""
    suites = [SUITES[name] for name in names]
    browser = any(suite.in_browser for suite in suites)
    server = any(suite.on_postgres for suite in suites)
    # Whatever is missing is better known now than after ten minutes.
    variables = {"CHROMIUM": chromium.find_chromium()} if browser else {}
    if server:
        postgres_programs.find()

    runs: list[Run] = []
    with contextlib.ExitStack() as stack:

        def start(suite: Suite) -> Run:
            runs.append(Run(suite, variables, options))
            stack.callback(runs[-1].close)
            return runs[-1]

        plain = [start(suite) for suite in suites if not suite.on_postgres]
        for each in plain:
            each.show()
        if server:
            variables |= stack.enter_context(temporary_postgres())
        beside = [start(suite) for suite in suites if suite.on_postgres and not suite.in_browser]
        for each in plain:
            each.wait()
        for each in beside:
            each.show().wait()
        for suite in suites:
            if suite.in_browser:
                start(suite).show().wait()
    print("\n--- results ---")
    for each in runs:
        print(f"{each.suite.name:<9} {'passed' if each.passed else 'FAILED':<7} {each.result}")
    return all(each.passed for each in runs)


def main(arguments: list[str]) -> int:
    names, options = arguments, []
    if "--" in arguments:
        at = arguments.index("--")
        names, options = arguments[:at], arguments[at + 1 :]
    if not names or not set(names) <= set(SUITES):
        print(f"{__doc__}\nSuites: {', '.join(SUITES)}", file=sys.stderr)
        return 2
    try:
        with interruptible():
            return 0 if run(names, options) else 1
    except (postgres_programs.NotFound, chromium.NotFound, migrated.Failure) as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt as interruption:
        print(f"\nInterrupted by {interruption}.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
