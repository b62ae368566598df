"""A skipped test is not a passed one."""

import pytest

from config.paths import ROOT_DIR

pytest_plugins = ["pytester"]


@pytest.fixture
def run(pytester, monkeypatch):
    """Runs a module of that source, beside one that passes, under the plugin and answers the result."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT_DIR))

    def run_module(source: str) -> pytest.RunResult:
        pytester.makepyfile(test_first="def test_passes(): pass", test_second=f"import pytest\n\n{source}")
        return pytester.runpytest_subprocess("-p", "tests.harness.no_skips", "-p", "no:django")

    return run_module


@pytest.mark.slow
@pytest.mark.parametrize(
    "skips",
    [
        "def test_skips(): pytest.skip('not here')",
        "@pytest.mark.skipif(True, reason='not here')\ndef test_skips(): pass",
        "pytest.importorskip('no_such_module')",
    ],
    ids=["inside a test", "by a mark", "a whole module"],
)
def test_a_skip_fails_the_run_and_is_named(run, skips):
    result = run(skips)

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*skipped tests fail the run*", "test_second.py*"])


@pytest.mark.slow
@pytest.mark.parametrize(
    "fine",
    ["", "@pytest.mark.xfail\ndef test_known_fault(): assert False"],
    ids=["nothing skipped", "an expected failure"],
)
def test_a_run_without_skips_passes(run, fine):
    assert run(fine).ret == pytest.ExitCode.OK
