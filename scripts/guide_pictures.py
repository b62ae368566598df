"""Draws the pictures of both guides anew: `python scripts/guide_pictures.py`, with the development packages.

In: nothing; a fresh local run is made in a temporary folder, on a port that is free. Out: `docs/pictures/*.webp`, one
for each job of `docs/editors-guide.md`, and for the desk's rooms of `docs/organisers-guide.md`. Look at them before you
commit them.
"""

import contextlib
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT_DIR))

from PIL import Image, ImageDraw  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from tests.harness.chromium import launch_options  # noqa: E402

PICTURES = ROOT_DIR / "docs/pictures"
SIZE = {"width": 1120, "height": 700}
SECONDS_TO_START = 600
SIGNATURES = 160
CORRECTED = """
from dataclasses import replace
from signatures.models import Signature
from signatures.services import corrections
shown = Signature.objects.published().exclude(roles="").filter(display="full").order_by("pk")
shown = [row for row in shown if row.public_name.isascii()]  # any machine has the letters to show them
for row, roles in zip(shown, ("Chair, Exampletown trades council", "Unite rep; delegate to conference")):
    corrections.correct(row.pk, replace(row.details, roles=roles))
"""
TEXT = "#panel-child-content-body-section"


@contextlib.contextmanager
def local_run() -> Iterator[tuple[str, dict[str, list[str]], Path]]:
    """A fresh site: its address, for each role its email address and pass phrase, and the folder of its data."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="guide-pictures-") as folder:
        environment = {**os.environ, "VAR_DIR": folder, "PORT": str(port)}
        site = subprocess.Popen(
            [sys.executable, "scripts/run.py"], cwd=ROOT_DIR, env=environment, stdout=subprocess.DEVNULL
        )
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(f"{base}/health/ready", site)
            rows = [line.split("\t") for line in (Path(folder) / "demo-logins.txt").read_text().splitlines()]
            yield base, {role: rest for role, *rest in rows}, Path(folder)
        finally:
            site.terminate()
            site.wait()


def wait_for(url: str, site: subprocess.Popen) -> None:
    """Raises: RuntimeError when the site ends, or does not answer in time."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and site.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url) as answer:  # noqa: S310  (our own address)
            if answer.status == 200:
                return
        time.sleep(1)
    raise RuntimeError("The local run did not start.")


def manage(folder: Path, *command: str) -> str:
    """What `python manage.py command…` prints, run with the data of the site in that folder."""
    environment = {**os.environ, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT_DIR,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def take(page: Page, name: str) -> None:
    """Keeps what the browser shows, small enough for a repository."""
    page.wait_for_timeout(1200)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.save(PICTURES / f"{name}.webp", quality=72, method=6)
    print(f"docs/pictures/{name}.webp")


def photograph() -> dict:
    """A picture to upload: a red banner in the rain, drawn here."""
    drawn = Image.new("RGB", (1200, 675), "#8fa3ad")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((180, 160, 1020, 430), fill="#c4122f")
    for across in range(0, 1200, 24):
        pen.line((across, 0, across - 60, 675), fill="#b9c8cf")
    file = io.BytesIO()
    drawn.save(file, "PNG")
    return {"name": "march-in-the-rain.png", "mimeType": "image/png", "buffer": file.getvalue()}


def log_in(page: Page, login: list[str]) -> None:
    page.goto("/admin/login/")
    page.locator("input[name=username]").fill(login[0])
    page.locator("input[name=password]").fill(login[1])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def number_of(page: Page, slug: str) -> int:
    return page.evaluate(
        "async slug => (await (await fetch(`/admin/api/main/pages/?slug=${slug}`)).json()).items[0].id", slug
    )


def volunteers_jobs(page: Page, login: list[str]) -> None:
    page.goto("/admin/login/")
    take(page, "log-in")
    log_in(page, login)
    take(page, "what-you-can-do")

    about = number_of(page, "about")
    home = page.evaluate(
        "async () => (await (await fetch('/admin/api/main/pages/?type=home.HomePage')).json()).items[0].id"
    )
    page.goto(f"/admin/pages/{home}/")
    take(page, "find-a-page")
    page.goto(f"/admin/pages/{about}/edit/")
    page.locator("[name=introduction]").fill("We are Labour people and trade unionists who say: everybody may move.")
    take(page, "change-words")

    page.locator(f"{TEXT} .c-sf-add-button").last.click()
    page.get_by_role("option", name="Picture").click()
    page.get_by_role("button", name="Choose an image").click()
    dialog = page.locator(".modal-content")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(photograph())
    page.wait_for_timeout(1500)
    take(page, "upload-a-picture")
    dialog.get_by_role("button", name="Upload", exact=True).click()
    dialog.wait_for(state="detached")
    words = page.locator("[name$=alternative_text]")
    words.fill("Marchers behind a red banner in the rain")
    words.scroll_into_view_if_needed()
    take(page, "say-what-it-shows")

    page.get_by_role("button", name="Toggle preview").click()
    page.frame_locator("#w-preview-iframe").locator("main").wait_for()
    page.wait_for_timeout(2500)
    take(page, "preview-on-a-phone")
    page.get_by_role("button", name="Toggle preview").click()
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    take(page, "submit")
    page.get_by_role("button", name="Submit to").click()
    page.locator(".messages").get_by_text("submitted for moderation").wait_for()
    page.goto(f"/admin/pages/{number_of(page, 'get-involved')}/?ordering=ord")
    take(page, "order")
    page.goto("/admin/")
    take(page, "what-waits")
    page.goto(f"/admin/pages/{about}/history/")
    take(page, "history")


def organisers_jobs(page: Page, login: list[str]) -> None:
    log_in(page, login)
    page.goto(f"/admin/pages/{number_of(page, 'privacy')}/edit/")
    page.get_by_role("button", name="Toggle status").click()
    page.wait_for_timeout(800)
    page.get_by_role("button", name="Set schedule").click()
    take(page, "schedule")


def organisers_evening(page: Page, login: list[str]) -> None:
    """The rooms of the desk, with signatures in them."""
    log_in(page, login)
    page.goto("/admin/signatures/cards/")
    page.get_by_role("button", name="Take the next").click()
    page.locator("[data-card]").first.wait_for()
    take(page, "cards")
    page.goto("/admin/signatures/queue/")
    take(page, "queue")
    page.goto("/admin/signatures/corrections/")
    take(page, "corrections")

    page.goto("/admin/signatures/bulk-review/")
    page.get_by_role("button", name="Look", exact=True).click()
    # Beneath the head of the page, which stays where it is.
    page.locator("#review-found").evaluate("heading => { heading.scrollIntoView(); window.scrollBy(0, -80); }")
    take(page, "bulk-review")
    page.goto("/admin/signatures/switches/")
    take(page, "switches")

    page.goto("/admin/sheets/order/")
    page.locator("[name=event]").fill("Exampletown CLP, annual meeting")
    page.locator("[name=number]").fill("50")
    take(page, "order-sheets")
    page.locator("[name=event]").press("Enter")
    page.get_by_text("Ready: 50 sheets").wait_for()
    take(page, "sheets")


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    with local_run() as (base, logins, folder), sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        manage(folder, "seed_signatures", str(SIGNATURES), "--statement", "statement")
        manage(folder, "shell", "--no-imports", "-c", CORRECTED)
        for jobs, role in (
            (volunteers_jobs, "volunteer"),
            (organisers_jobs, "organiser"),
            (organisers_evening, "organiser"),
        ):
            context = browser.new_context(viewport=SIZE, base_url=base, locale="en-GB")
            jobs(context.new_page(), logins[role])
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
