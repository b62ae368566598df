"""Pictures of everything that people meet: `python scripts/screens.py`, with the development packages.

    python scripts/screens.py [--url http://127.0.0.1:8000]

In: nothing; a fresh local run is made in a temporary folder. With `--url`, and `VAR_DIR` as that run has it, one that
is running is used. Out: contact sheets in `docs/screens/`: every kind of page at three widths by day and by night, the
mails, what is printed, and the admin. Look at them before you commit them.
"""

import argparse
import contextlib
import email
import email.policy
import html
import io
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pypdfium2
from guide_pictures import local_run, log_in, manage
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from tests.harness.chromium import launch_options

ROOT_DIR = Path(__file__).resolve().parent.parent
SCREENS = ROOT_DIR / "docs/screens"
WIDTHS = {"phone": 360, "tablet": 768, "desk": 1280}
THUMB = {"phone": 180, "tablet": 230, "desk": 300}  # how wide a picture is on its sheet
ACROSS = {"phone": 9, "tablet": 7, "desk": 5}
TALLEST = 1.9  # of a picture's width on its sheet: what follows is cut off
TALLEST_MAIL = 3.2
QUALITY = 46
FOR_THE_DESK = ("page", "new password")
SIGNATURES = 300

PAGES = {
    "home": "/",
    "actions": "/get-involved/",
    "action": "/get-involved/move-the-motion/",
    "share": "/statement/share/",
    "statement": "/statement/",
    "wall": "/statement/signatures/",
    "wall by letter": "/statement/signatures/?order=letter",
    "nobody found": "/statement/signatures/?q=zymurgy",
    "motion": "/model-motion/",
    "campaign": "/close-detention-centres/",
    "its open letter": "/close-detention-centres/open-letter/",
    "profile frame": "/profile-frame/",
    "news": "/news/",
    "post": "/news/conference-backs-free-movement/",
    "information": "/privacy/",
    "contact": "/contact/",
    "invite a speaker": "/invite-a-speaker/",
    "complaint": "/complaints/",
    "search": "/search/?q=motion",
    "ask for my link": "/my-signature/",
    "not found": "/no-such-page/",
}
PRINTED = ("/statement/", "/statement/signatures/", "/model-motion/", "/close-detention-centres/", "/get-involved/")
DOCUMENTS = ("/model-motion/motion.pdf", "/statement/petition.pdf", "/statement/poster.pdf")
ADMIN = {
    "organiser": (
        "/admin/",
        "/admin/signatures/queue/",
        "/admin/signatures/cards/",
        "/admin/signatures/signature/",
        "/admin/signatures/corrections/",
        "/admin/signatures/bulk-review/",
        "/admin/signatures/charts/",
        "/admin/signatures/switches/",
        "/admin/enquiries/enquiry/",
        "/admin/sheets/order/",
        "/admin/paper/sheetbatch/",
        "/admin/background/",
    ),
    "volunteer": ("/admin/",),
}


def small(picture: Image.Image, width: int, tallest: float) -> Image.Image:
    """The top of a picture, at the width that it has on its sheet."""
    picture = picture.convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, round(picture.width * tallest))))
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.LANCZOS)


def sheet(name: str, pictures: dict[str, Image.Image], width: int, across: int, tallest: float = TALLEST) -> None:
    """Keeps named pictures side by side as one file."""
    font, gap, label = ImageFont.load_default(size=12), 10, 18
    rows = [list(pictures.items())[at : at + across] for at in range(0, len(pictures), across)]
    thumbs = [[(title, small(picture, width, tallest)) for title, picture in row] for row in rows]
    heights = [max(thumb.height for _title, thumb in row) + label + gap for row in thumbs]
    size = (gap + min(across, len(pictures)) * (width + gap), gap + sum(heights))
    whole = Image.new("RGB", size, "#8d857f")
    pen = ImageDraw.Draw(whole)
    top = gap
    for row, height in zip(thumbs, heights, strict=True):
        for column, (title, thumb) in enumerate(row):
            left = gap + column * (width + gap)
            while font.getlength(title) > width:
                title = title[:-1]
            pen.text((left, top), title, fill="#000000", font=font)
            whole.paste(thumb, (left, top + label))
        top += height
    SCREENS.mkdir(parents=True, exist_ok=True)
    path = SCREENS / f"{name}.webp"
    whole.save(path, quality=QUALITY, method=6)
    print(f"{path.relative_to(ROOT_DIR)}  {len(pictures)} pictures, {path.stat().st_size:,} bytes", flush=True)


def shot(page: Page, tallest: float = TALLEST) -> Image.Image:
    width = page.viewport_size["width"]
    height = page.evaluate("() => document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, round(width * tallest))}
    return Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))


# --- What only somebody who signs meets ----------------------------------------------------------------------------


def mails(var_dir: Path) -> list[email.message.EmailMessage]:
    paths = sorted((var_dir / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime)
    return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]


def link_in_mail(var_dir: Path, address: str) -> str | None:
    """The first link of the newest mail to that address, once it has come."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        for message in reversed(mails(var_dir)):
            if address in str(message["To"]):
                return re.search(r"https?://\S+", message.get_body(("plain",)).get_content())[0]
        time.sleep(0.5)
    return None


def own_link(var_dir: Path) -> str:
    """The newest signer's private link, which would otherwise come in a mail of some minutes later."""
    code = (
        "from signatures import links; from signatures.models import Supporter;"
        "print(links.own_url(Supporter.objects.latest('pk')))"
    )
    return urlsplit(manage(var_dir, "shell", "--no-imports", "-c", code).split()[-1]).path


def sign(page: Page, address: str) -> None:
    page.goto("/statement/")
    page.fill("[name=first_name]", "Nora")
    page.fill("[name=last_name]", "O’Neill")
    page.fill("[name=email]", address)
    page.fill("[name=roles]", "Secretary, Exampletown CLP; Unite rep")
    page.check("[name=publish_consent]")
    page.check("[name=keep_in_touch]")
    page.locator("form[data-form] button[type=submit]").last.click()
    page.wait_for_load_state()


def write_to_us(page: Page) -> None:
    page.goto("/contact/")
    page.fill("[name=name]", "Nora O’Neill")
    page.fill("[name=email]", "nora.writes@example.org")
    page.locator("[name=topic]").first.check()
    page.fill("[name=message]", "When do people near Leeds meet?")
    page.locator("form[data-form] button[type=submit]").last.click()
    page.wait_for_load_state()


def refused(page: Page) -> None:
    page.goto("/statement/")
    page.fill("[name=email]", "nora@gmial.com")
    page.locator("form[data-form] button[type=submit]").last.click()
    page.wait_for_load_state()


def visit(address: str) -> Callable[[Page], object]:
    return lambda page: page.goto(address)


def journey(page: Page, var_dir: Path) -> dict[str, Callable[[Page], object]]:
    """The pages that follow on the form: each as what to do in order to see it."""
    steps: dict[str, Callable[[Page], object]] = {"form refused": refused}
    mark = f"{time.time_ns():x}"[-5:]  # a mailbox of its own for each run: one that has signed meets other pages
    signs, confirms = f"nora.{mark}@example.org", f"zoe.{mark}@example.org"
    sign(page, signs)
    steps["check your inbox"] = visit(page.url)
    confirm = link_in_mail(var_dir, signs)
    if confirm:
        # A second signer goes on, so that the first one's page still asks.
        steps["confirm"] = visit(confirm)
        sign(page, confirms)
        page.goto(link_in_mail(var_dir, confirms))
        page.locator("form[data-form] button[type=submit]").last.click()
        page.wait_for_load_state()
        steps["thank you"] = visit(page.url)
        steps["my signature"] = visit(own_link(var_dir))
        steps["link is broken"] = visit("/my-signature/confirm/no-such-link/")
    write_to_us(page)
    steps["message sent"] = visit(page.url)
    return steps


# --- The sheets ------------------------------------------------------------------------------------------------------


def public_pages(browser: Browser, url: str, var_dir: Path) -> None:
    context = browser.new_context(base_url=url, reduced_motion="reduce")
    page = context.new_page()
    steps = {name: visit(address) for name, address in PAGES.items()} | journey(page, var_dir)
    found: dict[tuple[str, str], dict[str, Image.Image]] = {}
    for name, go in steps.items():
        go(page)
        for kind, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found.setdefault((kind, scheme), {})[name] = shot(page)
    for (kind, scheme), pictures in found.items():
        sheet(f"{kind}-{scheme}", pictures, THUMB[kind], ACROSS[kind])
    context.close()


def all_mails(browser: Browser, var_dir: Path) -> None:
    """One of each, as `tests/mail_samples.py` has them: its HTML by day and by night, and its text."""
    context = browser.new_context(viewport={"width": WIDTHS["phone"], "height": 400})
    page = context.new_page()
    sheets: dict[str, dict[str, Image.Image]] = {"mails": {}, "mails-desk": {}}
    for path in sampled_mails(var_dir):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        name = path.stem.partition(" ")[2]
        found = sheets["mails-desk" if name.startswith(FOR_THE_DESK) or name.endswith("to organisers") else "mails"]
        written = message.get_body(("html",))
        for scheme in ("light", "dark") if written else ():
            page.emulate_media(color_scheme=scheme)
            page.set_content(written.get_content())
            found[f"{scheme}: {name}"] = shot(page, TALLEST_MAIL)
        page.emulate_media(color_scheme="light")
        page.set_content(as_text(message))
        found[f"text: {name}"] = shot(page, TALLEST_MAIL)
    for name, pictures in sheets.items():
        sheet(name, pictures, 180, 9, TALLEST_MAIL)
    context.close()


def sampled_mails(var_dir: Path) -> list[Path]:
    folder = var_dir / "mail-samples"
    shutil.rmtree(folder, ignore_errors=True)
    environment = {**os.environ, "VAR_DIR": str(var_dir)}
    command = [sys.executable, "-m", "tests.mail_samples", str(folder)]
    subprocess.run(command, cwd=ROOT_DIR, env=environment, check=True, capture_output=True)
    return sorted(folder.glob("*.eml"))


def as_text(message: email.message.EmailMessage) -> str:
    """A mail as a program shows it that knows no HTML."""
    head = "".join(f"<b>{name}:</b> {html.escape(str(message[name]))}\n" for name in ("Subject", "From", "To"))
    body = html.escape(message.get_body(("plain",)).get_content())
    look = "margin:14px; font:14px/1.4 monospace; white-space:pre-wrap; overflow-wrap:anywhere"
    return f'<pre style="{look}">{head}\n{body}'


def on_paper(browser: Browser, url: str) -> None:
    context = browser.new_context(base_url=url)
    page = context.new_page()
    pictures = {}
    for address in PRINTED:
        page.goto(address)
        pictures |= pages_of(page.pdf(format="A4", print_background=False), f"printed {address}", most=2)
    for address in DOCUMENTS:
        answer = context.request.get(address)
        if answer.ok:
            pictures |= pages_of(answer.body(), address, most=2)
    sheet("paper", pictures, 260, 6)
    context.close()


def pages_of(pdf: bytes, title: str, most: int) -> dict[str, Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    number = min(len(document), most)
    return {f"{title} {at + 1}": document[at].render(scale=1.2).to_pil() for at in range(number)}


def admin(browser: Browser, url: str, logins: dict[str, list[str]]) -> None:
    pictures = {}
    for role, addresses in ADMIN.items():
        context = browser.new_context(base_url=url, viewport={"width": 1280, "height": 900})
        page = context.new_page()
        if not pictures:
            page.goto("/admin/login/")
            pictures["log in"] = shot(page)
        log_in(page, logins[role])
        for address in addresses:
            answer = page.goto(address)
            page.wait_for_timeout(600)
            if answer.ok:
                pictures[f"{role} {address}"] = shot(page)
        context.close()
    sheet("admin", pictures, 420, 4)


@contextlib.contextmanager
def site(url: str | None) -> Iterator[tuple[str, Path, dict[str, list[str]]]]:
    """The address of a site with signatures, its folder, and its logins."""
    if url:
        var_dir = (ROOT_DIR / (os.environ.get("VAR_DIR") or "var")).resolve()
        rows = [line.split("\t") for line in (var_dir / "demo-logins.txt").read_text().splitlines()]
        yield url, var_dir, {role: rest for role, *rest in rows}
        return
    with local_run() as (base, logins, folder):
        for statement in ("statement", "open-letter"):
            manage(folder, "seed_signatures", str(SIGNATURES), "--statement", statement)
        yield base, folder, logins


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--url", help="a local run that is up already")
    options = arguments.parse_args()
    with site(options.url) as (url, var_dir, logins), sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        public_pages(browser, url, var_dir)
        all_mails(browser, var_dir)
        on_paper(browser, url)
        admin(browser, url, logins)
        browser.close()


if __name__ == "__main__":
    main()
