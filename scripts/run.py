"""`make run`: prepares the database, files and demo logins of a local run, then serves the site until Ctrl-C.

In: `PORT` (8000), `BIND` (`127.0.0.1:$PORT`), `VAR_DIR` (`var/`) and everything that .env.example names.
Out: the web server, the mail worker and the background worker run; the exit status is 0 after Ctrl-C or SIGTERM, and
1 when the preparation failed or one of the three died. Only the standard library is used, so that a port that is
already taken can be reported (`--only-check-port`) before anything is installed.
"""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT_DIR = Path(__file__).resolve().parent.parent
STEPS = (
    ("the database", "migrate"),
    ("style sheets, scripts and pictures", "collectstatic", "--noinput"),
    ("roles", "setup_roles"),
    ("starter content", "load_starter_content"),
    ("demo logins", "make_demo_logins"),
)
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20


class Stop(Exception):
    """Somebody asked the local run to end: Ctrl-C, SIGTERM, or a `make` that is no longer there."""


class Failure(Exception):
    """The local run cannot go on; the message says why."""


def bind_address() -> tuple[str, int]:
    """The host and port to serve on. Raises: Failure when they are not usable as such."""
    host, _, port = (os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}").rpartition(":")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Failure(f"{port!r} is no port number. Try: PORT=8001 make run")
    return host.strip("[]"), int(port)


def check_port(host: str, port: int) -> None:
    """Raises: Failure when nobody could listen at that address, saying whether it is taken or not allowed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Failure(
                f"Cannot serve on {host} port {port}: {error.strerror}.\n"
                f"Stop what is using that port, or choose another: PORT={port % 65535 + 1} make run"
            ) from error


def child_environment(port: int) -> dict[str, str]:
    """The environment of every process of a local run."""
    var_dir = (ROOT_DIR / (os.environ.get("VAR_DIR") or "var")).resolve()
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PORT": str(port),
        "VAR_DIR": str(var_dir),
        "PYTHONUNBUFFERED": "1",
    }


class LocalRun:
    """The processes of a local run, started, watched and stopped together."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.environment = child_environment(port)
        self.children: dict[str, subprocess.Popen] = {}
        self.asked_to_stop = False
        self.parent = os.getppid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # under nohup it is to be ignored
            signal.signal(signal.SIGHUP, self._ask_to_stop)

    def _ask_to_stop(self, *_args) -> None:
        self.asked_to_stop = True

    def _look_up(self) -> None:
        """Raises: Stop when it is time to end."""
        # A `make` that was killed takes nobody with it; its recipe would go on serving for ever.
        orphaned = "MAKELEVEL" in os.environ and os.getppid() != self.parent
        if self.asked_to_stop or orphaned:
            raise Stop

    def start(self, name: str, *command: str) -> subprocess.Popen:
        """Starts `python command…`. It shares our process group, so that who kills the group leaves nothing over."""
        self.children[name] = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT_DIR, env=self.environment, stdin=subprocess.DEVNULL
        )
        return self.children[name]

    def finish(self, name: str, *command: str) -> None:
        """Runs `python command…` to its end. Raises: Failure, Stop."""
        child = self.start(name, *command)
        while child.poll() is None:
            self._look_up()
            time.sleep(0.05)
        self._look_up()
        if self.children.pop(name).returncode:
            raise Failure(f"{name} failed (exit status {child.returncode}); its own words are above.")

    def prepare(self) -> None:
        for number, (what, *command) in enumerate(STEPS, start=1):
            print(f"[{number}/{len(STEPS)}] {what} ...", flush=True)
            self.finish(f"manage.py {command[0]}", "manage.py", *command)

    def serve(self) -> None:
        """Serves until asked to stop. Raises: Stop then, Failure when a process died."""
        print("Starting the web server, the mail worker and the background worker ...", flush=True)
        self.start("The web server", "-m", "gunicorn", "-c", "site/config/gunicorn.py")
        self.start("The mail worker", "manage.py", "send_messages")
        self.start("The background worker", "manage.py", "run_jobs")
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if time.monotonic() > deadline:
                raise Failure(f"The web server did not answer within {SECONDS_TO_START} seconds.")
            self._check_children()
        self._welcome()
        while True:
            self._check_children()

    def _check_children(self) -> None:
        time.sleep(0.2)
        self._look_up()
        for name, child in self.children.items():
            if child.poll() is not None:
                raise Failure(f"{name} ended by itself (exit status {child.returncode}).")

    def _url(self) -> str:
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        return f"http://{host}:{self.port}/"

    def _answers(self) -> bool:
        """Whether there is any HTTP answer; what it says is not ours to judge."""
        connection = http.client.HTTPConnection(urlsplit(self._url()).netloc, timeout=5)
        try:
            connection.request("GET", "/health/live")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True

    def _welcome(self) -> None:
        var_dir = Path(self.environment["VAR_DIR"])
        print(f"\nThe site is up:   {self._url()}\nThe editors' way: {self._url()}admin/")
        if not os.environ.get("EMAIL_URL"):
            print(f"Its mail lands in {var_dir / 'mail'}")
        logins = var_dir / "demo-logins.txt"
        if logins.exists():
            print("Log in as:")
            for line in logins.read_text(encoding="utf-8").splitlines():
                print("  {:<10} {:<34} {}".format(*line.split("\t")))
        print("Ctrl-C stops it.\n", flush=True)

    def stop(self) -> None:
        """Asks every process to end, and makes those end that do not."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for name, child in self.children.items():
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                print(f"{name} did not stop and is killed.", file=sys.stderr)
                child.kill()
                child.wait()


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--only-check-port", action="store_true", help="say whether the port is free, and end")
    options = arguments.parse_args()
    try:
        host, port = bind_address()
        check_port(host, port)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    if options.only_check_port:
        return 0

    local_run = LocalRun(host, port)
    try:
        local_run.prepare()
        local_run.serve()
    except Stop:
        print("\nStopping ...", flush=True)
        return 0
    except Failure as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1
    finally:
        local_run.stop()
        print("Stopped.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
