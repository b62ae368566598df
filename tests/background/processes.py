"""Background workers in processes of their own, as they run in production."""

import os
import subprocess
import sys
import tempfile

from tests.harness.migrated import ROOT_DIR

PATIENCE = 60  # seconds, for a machine that is busy


class JobWorkers:
    """Starts them and sees to it that none outlives its test."""

    def __init__(self, database_url: str) -> None:
        self._var_dir = tempfile.TemporaryDirectory()
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": database_url,
            "VAR_DIR": self._var_dir.name,
            "PYTHONPATH": f"{ROOT_DIR}{os.pathsep}{ROOT_DIR / 'site'}",
        }
        self._started: list[subprocess.Popen] = []

    def start(self, *options: str, kill_at: str = "") -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.background.worker_process", f"--kill-at={kill_at}", *options]
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

    def run(self) -> str:
        """What a worker wrote that ran until nothing was due."""
        process = self.start("--until-empty")
        output, _none = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, output
        return output

    def end(self) -> None:
        for process in self._started:
            process.kill()
            process.wait()
            process.stdout.close()
        self._var_dir.cleanup()
