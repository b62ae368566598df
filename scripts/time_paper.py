"""Prints what cards, petition sheets and posters take on this machine: `python scripts/time_paper.py`.

In: nothing; what is drawn is made up here, and no database is asked. Out: a table with the seconds of processor time
of the first one in a process (which opens the faces), of the median of the next ones, of one from the cache, and the
bytes of the file. Processor time, so that what else the machine is at makes no difference.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT_DIR = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT_DIR), str(ROOT_DIR / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="time-paper-")

import django  # noqa: E402

django.setup()

from django.core.cache import cache  # noqa: E402

from home.cards.card import DAY, NIGHT, Card  # noqa: E402
from home.cards.drawing import draw  # noqa: E402
from paper.content import Labels, PosterContent, SheetContent  # noqa: E402
from paper.drawing import poster, sheet  # noqa: E402
from paper.drawing.sheet import Printed  # noqa: E402
from paper.prose import Block  # noqa: E402

TURNS = 5
WHEN = datetime(2026, 5, 12, tzinfo=UTC)
NAME = "Labour Campaign for Free Movement"
ADDRESS = "https://example.org/statement/"
TITLES = {
    "Latin": "Free movement belongs to workers",
    "Cyrillic": "Свободное движение для всех",
    "Arabic": "حرية التنقل حق لكل العمال",
    "Hebrew": "חופש תנועה לכל עובדת ועובד",
    "Devanagari": "मुक्त आवाजाही श्रमिकों का अधिकार है",
    "Chinese": "人民自由流动，工人团结起来",
}
WORDS = "We are members of the Labour Party and of trade unions, and we stand for the free movement of people. " * 3


def sheet_content(title: str) -> SheetContent:
    return SheetContent(
        kicker="An open letter",
        title=title,
        text=tuple(Block("paragraph", WORDS) for _turn in range(5)),
        summary=(),
        version_mark="Version 1, 12 May 2026",
        code="V4K7RM9",
        form_address=ADDRESS,
        publish_words="Publish my name and roles as a signature of this statement.",
        keep_in_touch_words="Keep me in touch. I can unsubscribe at any time.",
        labels=Labels("First name", "Last name", "Email address", "Labour movement roles"),
        campaign=NAME,
        controller=NAME,
        contact="post@example.org",
        send_to="1 High Street, London",
        language="en-GB",
    )


def cases() -> dict[str, Callable[[], bytes]]:
    found: dict[str, Callable[[], bytes]] = {}
    for script, title in TITLES.items():
        look = NIGHT if script == "Hebrew" else DAY
        card = Card(title, "An open letter", NAME, look, "2,300+", "have signed")
        content = sheet_content(title)
        found[f"card, {script}"] = lambda card=card: draw(card)
        found[f"sheet, {script}"] = lambda content=content: sheet.render(
            content, [Printed("V4K-7RM9")], two_sided=True, changed=WHEN
        )
    many = [Printed("N4K-7RM9", f"Exampletown CLP · {number}") for number in range(1, 201)]
    latin = sheet_content(TITLES["Latin"])
    words = PosterContent("An open letter", TITLES["Latin"], WORDS, ADDRESS, NAME, "en-GB")
    found["50 numbered sheets"] = lambda: sheet.render(latin, many[:50], two_sided=True, changed=WHEN)
    found["200 numbered sheets"] = lambda: sheet.render(latin, many, two_sided=True, changed=WHEN)
    found["poster"] = lambda: poster.render(words, changed=WHEN)
    return found


def seconds_of(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin


def main() -> None:
    print(f"{'':24}{'first':>9}{'median':>9}{'cached':>9}{'bytes':>11}")
    for name, act in cases().items():
        first = seconds_of(act)
        turns = 1 if "200" in name else TURNS
        median = statistics.median(seconds_of(act) for _turn in range(turns))
        made = act()
        key = name.replace(" ", "-")
        cache.set(key, made)
        cached = seconds_of(lambda key=key: cache.get(key))
        print(f"{name:24}{first:8.3f}s{median:8.3f}s{cached:8.4f}s{len(made):11,}")


if __name__ == "__main__":
    main()
