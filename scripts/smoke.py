"""The smoke test: a fresh clone, `make run`, and the whole way of one signature, as its people would go it.

Only the standard library is used and nothing of the project is imported: what is checked is what the README
promises. Out: each step on the screen as it is done; the exit status is 0 when all of them held.
"""

import contextlib
import email
import email.policy
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from plain_browser import Browser, Page

ROOT_DIR = Path(__file__).resolve().parent.parent
SIGNER = {"first_name": "Zoë", "last_name": "O’Neill-Smoke", "email": "zoe.smoke@example.org", "roles": "Unite rep"}
SECONDS_TO_START = 600  # a first run makes its environment and its database
SECONDS_TO_STOP = 40
# Settings of whoever runs this must not reach the site that is tried.
NOT_OURS = ("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "BASE_URL", "BIND", "DEBUG", "DJANGO_SETTINGS_MODULE")


class Failed(Exception):
    """A step did not go as promised."""


def step(words: str) -> None:
    print(f"  * {words}", flush=True)


def expect(true: object, words: str, page: Page | None = None) -> None:
    """Raises: Failed with `words`, and the beginning of the page in question, unless `true`."""
    if not true:
        seen = f"\n    {page.status} {page.url}\n    {page.text[:1500]}" if page else ""
        raise Failed(words + seen)


def fresh_clone(folder: Path) -> Path:
    """A clone of what is committed; without git, a copy of the folder as it stands."""
    target = folder / "clone"
    if not shutil.which("git"):
        left = shutil.ignore_patterns(".git", ".venv*", "var", ".cache", "__pycache__", "node_modules")
        shutil.copytree(ROOT_DIR, target, ignore=left)
        return target
    # git trusts no folder of another user unless told to; this only reads.
    trust = folder / "gitconfig"
    trust.write_text("[safe]\n\tdirectory = *\n", encoding="utf-8")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": str(trust)}
    subprocess.run(["git", "clone", "--quiet", ROOT_DIR, target], env=environment, check=True)
    return target


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """`make run` in a folder of its own."""

    def __init__(self, folder: Path, var_dir: Path) -> None:
        self.var_dir, self.port = var_dir, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        environment = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        environment |= {"PORT": str(self.port), "VAR_DIR": str(var_dir)}
        self.log = var_dir.with_name("make-run.log")
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                ["make", "run"],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def wait_until_up(self) -> None:
        deadline, seen = time.monotonic() + SECONDS_TO_START, 0
        while "Ctrl-C stops it" not in self.said():
            words = self.said()
            print(words[seen:], end="", flush=True)
            seen = len(words)
            expect(self.process.poll() is None, "`make run` ended by itself.")
            expect(time.monotonic() < deadline, f"`make run` was not up within {SECONDS_TO_START} seconds.")
            time.sleep(0.5)
        print(self.said()[seen:], flush=True)

    def interrupt(self) -> None:
        """What Ctrl-C in a terminal does. Raises: Failed unless everything ends, and in good order."""
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(timeout=SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            raise Failed(f"`make run` did not end within {SECONDS_TO_STOP} seconds of Ctrl-C.") from None
        expect("Stopped." in self.said(), "`make run` did not say that it had stopped.")
        expect("Traceback" not in self.said(), "There was a traceback in what `make run` said.")
        expect(not self.answers(), "Something still listens on the port.")
        expect(not self.processes_left(), "A process of `make run` is still there.")

    def processes_left(self) -> bool:
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def close(self) -> None:
        """Leaves nothing running, whatever happened."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def demo_login(site: Site, role: str) -> tuple[str, str]:
    """The email address and password of the demo login with that role."""
    for line in (site.var_dir / "demo-logins.txt").read_text(encoding="utf-8").splitlines():
        its_role, address, password = line.split("\t")
        if its_role == role:
            return address, password
    raise Failed(f"There is no {role} in demo-logins.txt.")


def first_link_of_new_mail(site: Site, seen: set[Path]) -> str:
    """The first link in the mail that the worker writes next. Raises: Failed when none comes."""
    deadline = time.monotonic() + 30
    while not (new := set(site.var_dir.glob("mail/*.eml")) - seen):
        expect(time.monotonic() < deadline, "No mail came within 30 seconds.")
        time.sleep(0.2)
    newest = max(new, key=lambda path: path.stat().st_mtime)
    message = email.message_from_bytes(newest.read_bytes(), policy=email.policy.default)
    expect(SIGNER["email"] in message["To"], f"The mail is to {message['To']}.")
    links = re.findall(r"https?://[^\s<>\"]+", message.get_body(("plain",)).get_content())
    expect(links, "The mail holds no link.")
    expect(links[0].startswith(site.url + "/"), f"The first link leads elsewhere: {links[0]}")
    return links[0]


def sign(site: Site) -> None:
    visitor = Browser(site.url)
    page = visitor.get("/statement/")
    expect(page.status == 200, "The statement does not answer.", page)
    for address in sorted(set(re.findall(r"/static/[^\"'\s>]+\.css", page.html))):
        expect(visitor.get(address).status == 200, f"{address} does not answer.")
    expect("/static/" in page.html, "The page names no style sheet.", page)
    step("the statement and its style sheets answer")

    seen = set(site.var_dir.glob("mail/*.eml"))
    form = page.form_with("first_name", "last_name", "email", "roles", "display", "publish_consent", "keep_in_touch")
    page = form.fill(**SIGNER, display="full", publish_consent="on").submit()
    expect(page.status == 200, "Signing was refused.", page)
    expect(SIGNER["email"] in page.text, "The page after signing does not show the address as typed.", page)
    step("the form was sent, and the page after it shows the address")

    link = first_link_of_new_mail(site, seen)
    step("the mail came, with its link")
    page = Browser(site.url).get(link)  # another browser: mail is read where it is read
    expect(page.status == 200, "The confirm page does not answer.", page)
    forms = page.posted_forms()
    expect(len(forms) == 1, f"The confirm page has {len(forms)} forms to post, not one.", page)
    page = forms[0].submit()
    expect(page.status == 200, "Confirming was refused.", page)
    page = Browser(site.url).get(link)
    expect(page.status == 200, "The confirm link cannot be visited again.", page)
    step("it is confirmed, and a second visit is fine")


def moderate(site: Site) -> None:
    name = SIGNER["last_name"]
    page = Browser(site.url).get("/statement/signatures/")
    expect(page.status == 200, "The wall does not answer.", page)
    expect(name not in page.text, "The name is on the wall before anybody decided.", page)
    step("the wall does not show the name yet")

    moderator = Browser(site.url)
    address, password = demo_login(site, "moderator")
    page = moderator.get("/admin/login/").form_with("username", "password").fill(
        username=address, password=password
    ).submit()  # fmt: skip
    expect(page.status == 200 and "/admin/login" not in page.url, "The moderator cannot log in.", page)
    page = moderator.get("/admin/signatures/queue/")
    expect(page.status == 200, "The queue does not answer.", page)
    forms = [form for form in page.posted_forms() if name in form.text and "decision" in form.names]
    expect(len(forms) == 1, f"The queue has {len(forms)} forms with the name, not one.", page)
    page = forms[0].fill(decision="publish").submit()
    expect(page.status == 200, "The decision was refused.", page)
    step("the moderator logged in, found it in the queue and published it")

    visitor = Browser(site.url)
    page = visitor.wait_for("/statement/signatures/", lambda page: name in page.text, seconds=60)
    expect(name in page.text, "The name is not on the wall.", page)
    page = visitor.wait_for("/statement/count.json", lambda page: json.loads(page.html) == {"count": 1}, seconds=6)
    expect(json.loads(page.html) == {"count": 1}, f"The count is not 1: {page.html}")
    step("the name is on the wall and the count is 1")


@contextlib.contextmanager
def temporary_site() -> Iterator[Site]:
    """A site from a fresh clone; whatever happens, nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="campaign-smoke-") as name:
        folder = Path(name)
        clone = fresh_clone(folder)
        step("a fresh clone")
        site = Site(clone, folder / "var")
        try:
            yield site
        except Exception:
            print(f"--- the end of what `make run` said ---\n{site.said()[-6000:]}\n---", flush=True)
            raise
        finally:
            site.close()


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print("Smoke test: a fresh clone, one command, one signature from the form to the wall", flush=True)
    try:
        with temporary_site() as site:
            site.wait_until_up()
            step(f"`make run` serves on {site.url}")
            sign(site)
            moderate(site)
            site.interrupt()
            step("Ctrl-C stopped it, with nothing left behind")
    except (Failed, LookupError, ValueError, OSError, subprocess.CalledProcessError) as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        return 1
    print("The smoke test passed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
