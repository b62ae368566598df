"""Lighthouse on the pages that matter most, as a phone on a slow line would meet them.

    python scripts/lighthouse.py [--url http://127.0.0.1:8000] [--runs 3]

In: a site that is running (`make run`; Lighthouse wants some signatures there), Node, and Lighthouse itself:
`LIGHTHOUSE` names its program (default: `lighthouse` on the path, or what npx finds without asking the network),
`CHROME_PATH` the browser. Nothing leaves this machine.
Out: for each page the run with the median speed as `$VAR_DIR/lighthouse/<page>.json`, and a table in Markdown.
The exit status is 1 when a page misses full marks; the wall's listing by search engines apart, which it forbids.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
from pathlib import Path

ROOT_DIR = Path(__file__).resolve().parent.parent
PAGES = {
    "home": "/",
    "statement": "/statement/",
    "wall": "/statement/signatures/",
    "motion": "/model-motion/",
    "campaign": "/close-detention-centres/",
    "action": "/get-involved/move-the-motion/",
    "news": "/news/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
UNLISTED = {"wall": {"is-crawlable"}}  # audits that fail on purpose
FIGURES = {
    "first paint": "first-contentful-paint",
    "largest paint": "largest-contentful-paint",
    "blocked": "total-blocking-time",
    "shift": "cumulative-layout-shift",
}
TRIES = 3  # a browser on a busy machine may not start in time
OPTIONS = (
    "--quiet",
    "--output=json",
    "--output-path=stdout",
    "--form-factor=mobile",
    "--throttling-method=simulate",
    "--chrome-flags=--headless=new --no-sandbox",
)


def one_run(url: str) -> dict:
    """Lighthouse's report on a page. Raises: RuntimeError when Lighthouse fails again and again."""
    program = shlex.split(os.environ.get("LIGHTHOUSE") or "npx --no-install lighthouse")
    for _attempt in range(TRIES):
        done = subprocess.run([*program, url, *OPTIONS], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise RuntimeError(f"Lighthouse failed on {url}:\n{done.stderr}")


def median_run(url: str, runs: int) -> dict:
    """The report whose speed is in the middle, since whatever else the machine does moves it."""
    reports = [one_run(url) for _ in range(runs)]
    middle = statistics.median_low(report["categories"]["performance"]["score"] for report in reports)
    return next(report for report in reports if report["categories"]["performance"]["score"] == middle)


def score(report: dict, category: str, apart: set[str]) -> int:
    """Of 100. Without the audits that fail on purpose the score is counted again from the others."""
    found = report["categories"][category]
    refs = found["auditRefs"]
    if not any(ref["id"] in apart for ref in refs):
        return round(found["score"] * 100)
    counted = [
        (ref["weight"], report["audits"][ref["id"]]["score"])
        for ref in refs
        if ref["id"] not in apart and ref["weight"] and report["audits"][ref["id"]]["score"] is not None
    ]
    return round(100 * sum(weight * mark for weight, mark in counted) / sum(weight for weight, _ in counted))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--url", default=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}")
    arguments.add_argument("--runs", type=int, default=3, help="runs for each page, of which the middle one counts")
    arguments.add_argument("--only", choices=PAGES, action="append", help="this page (more than once: these)")
    options = arguments.parse_args()

    folder = (ROOT_DIR / (os.environ.get("VAR_DIR") or "var")).resolve() / "lighthouse"
    folder.mkdir(parents=True, exist_ok=True)
    print("| page | " + " | ".join([*CATEGORIES, *FIGURES]) + " |")
    print("|---" * (1 + len(CATEGORIES) + len(FIGURES)) + "|", flush=True)
    full = True
    for name, path in PAGES.items():
        if options.only and name not in options.only:
            continue
        report = median_run(options.url.rstrip("/") + path, options.runs)
        (folder / f"{name}.json").write_text(json.dumps(report), encoding="utf-8")
        apart = UNLISTED.get(name, set())
        scores = [score(report, category, apart) for category in CATEGORIES]
        figures = [report["audits"][audit]["displayValue"].replace("\xa0", " ") for audit in FIGURES.values()]
        note = " (its no-index apart)" if apart else ""
        print(f"| {name}{note} | " + " | ".join([*map(str, scores), *figures]) + " |", flush=True)
        full &= scores == [100] * len(CATEGORIES)
    return 0 if full else 1


if __name__ == "__main__":
    sys.exit(main())
