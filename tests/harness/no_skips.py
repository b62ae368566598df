"""A pytest plugin: a test that was skipped was not passed, so a run with one in it fails.

What cannot run somewhere is deselected by its marker (`-m "not postgres"`), in the open, and never skipped.
"""

import pytest

_skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    # An expected failure is reported as skipped too, and is no skip.
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter) -> None:
    if _skipped:
        terminalreporter.section("skipped tests fail the run", red=True)
        for nodeid in _skipped:
            terminalreporter.line(nodeid)
        terminalreporter.line("Mark what cannot run everywhere (postgres, sqlite, browser) and deselect it.")
