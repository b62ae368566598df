"""What each kind of page costs over the wire, at the first visit and when somebody comes back.

    python scripts/page_bytes.py [--url http://127.0.0.1:8000]

In: a site that is running (`make run`), and Chromium, which is found as the browser tests find it.
Out: a table in Markdown, in bytes as they were sent, headers included. "Back again" is the page asked for anew while
the browser still has its style sheets, scripts and faces. The exit status is 1 when a first visit weighs more than
60 KB, pictures apart: editors' own, share cards, and the frames for profile pictures.
"""

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.harness.chromium import launch_options

MOST = 60_000
PAGES = {
    "home": "/",
    "statement": "/statement/",
    "wall": "/statement/signatures/",
    "wall by letter": "/statement/signatures/?order=letter",
    "share": "/statement/share/",
    "profile frame": "/profile-frame/",
    "motion": "/model-motion/",
    "campaign": "/close-detention-centres/",
    "its open letter": "/close-detention-centres/open-letter/",
    "actions": "/get-involved/",
    "action": "/get-involved/move-the-motion/",
    "news": "/news/",
    "information": "/privacy/",
    "contact": "/contact/",
    "invite a speaker": "/invite-a-speaker/",
    "search": "/search/?q=motion",
    "not found": "/no-such-page/",
}
KINDS = {"Document": "HTML", "Stylesheet": "CSS", "Script": "scripts", "Font": "faces", "Image": "drawings"}
PICTURES = ("/media/", "/cards/", "/img/frames/")
COLUMNS = (*KINDS.values(), "pictures", "all")


def visit(browser: Browser, url: str) -> tuple[Counter, Counter]:
    """The bytes of a first visit and of coming back, by kind."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    spent: Counter = Counter()

    def answered(event: dict) -> None:
        kind = KINDS.get(event["type"], "drawings")
        is_picture = any(folder in event["response"]["url"] for folder in PICTURES)
        kinds[event["requestId"]] = "pictures" if is_picture else kind

    def finished(event: dict) -> None:
        spent[kinds.get(event["requestId"], "drawings")] += int(event["encodedDataLength"])

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    first = Counter(spent)
    spent.clear()
    page.reload(wait_until="networkidle")
    again = Counter(spent)
    context.close()
    return first, again


def row(name: str, spent: Counter) -> str:
    figures = [*(spent[kind] for kind in COLUMNS[:-1]), spent.total()]
    return f"| {name} | " + " | ".join(f"{figure:,}" if figure else "–" for figure in figures) + " |"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--url", default=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}")
    options = arguments.parse_args()
    heavy = []
    print("| page | " + " | ".join([*COLUMNS, "back again"]) + " |")
    print("|---" + "|---:" * (len(COLUMNS) + 1) + "|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for name, path in PAGES.items():
            first, again = visit(browser, options.url.rstrip("/") + path)
            print(f"{row(name, first)} {again.total():,} |", flush=True)
            if first.total() - first["pictures"] > MOST:
                heavy.append(name)
        browser.close()
    if heavy:
        print(f"\nHeavier than {MOST:,} bytes: {', '.join(heavy)}", file=sys.stderr)
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
