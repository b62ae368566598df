#!/usr/bin/env python
"""Django's command line for the campaign site. Without other word it works on a local run's data."""

import os
import sys
from pathlib import Path

ROOT_DIR = Path(__file__).resolve().parent


def main() -> None:
    # `site/` is an import root and never a package: see docs/decisions/0001-site-is-an-import-root.md.
    sys.path[:0] = [str(ROOT_DIR), str(ROOT_DIR / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
