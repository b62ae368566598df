"""What a figure was measured on, since it means nothing without."""

import os
import platform
from pathlib import Path


def described() -> str:
    """Cores, processor, versions, and how busy the machine was when it began."""
    from django.db import connection

    busy = f"load {os.getloadavg()[0]:.1f} at the beginning"
    version = connection.cursor().execute("SHOW server_version").fetchone()[0].split()[0]
    python = platform.python_version()
    return f"{os.cpu_count()} cores, {_processor()}, Python {python}, PostgreSQL {version}, {busy}"


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text().splitlines() if known.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
