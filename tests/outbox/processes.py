"""Workers in processes of their own, as they run in production."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from tests.harness.migrated import ROOT_DIR

PATIENCE = 60  # seconds, for a machine that is busy


class Workers:
    """Starts them and sees to it that none outlives its test."""

    def __init__(self, database_url: str, mail_port: int) -> None:
        self._var_dir = tempfile.TemporaryDirectory()
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": database_url,
            "VAR_DIR": self._var_dir.name,
            "PYTHONPATH": f"{ROOT_DIR}{os.pathsep}{ROOT_DIR / 'site'}",
        }
        self._mail_port = mail_port
        self._started: list[subprocess.Popen] = []

    def start(self, *options: str, kill_at: str = "", lease_seconds: float = 60) -> subprocess.Popen:
        command = [
            *(sys.executable, "-m", "tests.outbox.worker_process"),
            *(f"--mail-port={self._mail_port}", f"--lease-seconds={lease_seconds}", f"--kill-at={kill_at}"),
            *options,
        ]
        process = subprocess.Popen(
            command,
            cwd=ROOT_DIR,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._started.append(process)
        return process

    def run(self, *options: str, **how) -> str:
        """What a worker wrote that ran until nothing was due."""
        process = self.start("--until-empty", *options, **how)
        output, _none = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, output
        return output

    def end(self) -> None:
        for process in self._started:
            process.kill()
            process.wait()
            process.stdout.close()
        with contextlib.suppress(OSError):
            self._var_dir.cleanup()


def wait_until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Raises: AssertionError when it does not come true in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
