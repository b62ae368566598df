"""`make bench` prints its table and leaves its figures in a file; what was not measured is not in it."""

import json
import os
import subprocess
import sys

import pytest

from config.paths import ROOT_DIR

pytestmark = [pytest.mark.postgres]


def bench(var_dir, *arguments: str) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "tests.harness.postgres", "--", sys.executable, "-m", "benchmarks", *arguments]
    environment |= {"VAR_DIR": str(var_dir)}
    return subprocess.run(command, cwd=ROOT_DIR, env=environment, capture_output=True, text=True)


def test_a_small_run_measures_reading_and_growth_and_claims_nothing_else(tmp_path):
    done = bench(tmp_path, "--signatures", "2000")
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads((tmp_path / "bench.json").read_text())
    assert set(found) == {"machine", "when", "reading", "growth"}
    assert set(found["reading"]) == {"home", "statement", "wall", "motion"}
    for figures in found["reading"].values():
        assert set(figures) == {"first_render_ms", "queries"}
        assert all(figure > 0 for figure in figures.values())
    for name, figures in found["growth"].items():
        assert set(figures) == {"1e3_ms", "2e3_ms", "1e3_cpu_ms", "2e3_cpu_ms"}, name
        assert all(figure > 0 for figure in figures.values())
        assert name in done.stdout
    assert {"queue", "wall", "count.json", "list, by name", "signing: the form's post"} <= set(found["growth"])


@pytest.mark.parametrize("arguments", [["--signatures", "10"], ["speed"]])
def test_what_it_cannot_measure_it_says_and_writes_nothing(tmp_path, arguments):
    done = bench(tmp_path, *arguments)
    assert done.returncode != 0
    assert "error:" in done.stderr
    assert not (tmp_path / "bench.json").exists()
