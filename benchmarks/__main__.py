"""Measures, prints a table, and writes `bench.json` into `$VAR_DIR`: `python -m benchmarks [reading] [growth]`.

To be run within `python -m tests.harness.postgres --`, which brings a PostgreSQL of its own; `make bench` does. All
parts unless some are named. A figure that was not measured in this run is absent from the file.
"""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.pop("VAR_DIR", "") or ROOT_DIR / "var")  # the measured site gets one of its own
sys.path[:0] = [str(ROOT_DIR), str(ROOT_DIR / "site")]

from benchmarks import growth, machine, reading, trial  # noqa: E402

PARTS = {"reading": reading, "growth": growth}


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    arguments.add_argument("parts", nargs="*", metavar="PART", help=f"{' or '.join(PARTS)}; all unless some are named")
    arguments.add_argument("--signatures", type=int, default=1_000_000, help="to how many it grows (1,000,000)")
    given = arguments.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        arguments.error(f"There is no part {', '.join(sorted(unknown))}.")
    if given.signatures < growth.FIRST:
        arguments.error(f"It begins with {growth.FIRST:,} signatures.")

    trial.set_up()
    found = {"machine": machine.described(), "when": datetime.now(UTC).isoformat(timespec="seconds")}
    for name in given.parts or PARTS:
        found[name] = PARTS[name].measure(given.signatures)
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    new = VAR_DIR / "bench.json.new"
    new.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    new.replace(VAR_DIR / "bench.json")
    print(f"\n{found['machine']}\n{VAR_DIR / 'bench.json'}")


if __name__ == "__main__":
    main()
