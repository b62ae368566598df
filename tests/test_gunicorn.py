"""The application server starts from any folder and says nothing about visitors."""

import logging
import os
import runpy
import subprocess
import sys

import pytest

from config.paths import ROOT_DIR

SETTINGS = ROOT_DIR / "site" / "config" / "gunicorn.py"
CANARY = "canary-7f3a"


def gunicorn_settings() -> dict:
    return runpy.run_path(str(SETTINGS))


@pytest.fixture
def said_by_gunicorn(caplog):
    """Logs what gunicorn would and answers what comes out in the end."""
    log = logging.getLogger("gunicorn.error")
    hidden = gunicorn_settings()["_WithoutVisitors"]()
    caplog.handler.addFilter(hidden)

    def say(level: int, words: str, *arguments: str, **options) -> str:
        with caplog.at_level(logging.DEBUG, logger=log.name):
            log.propagate = True
            log.log(level, words, *arguments, **options)
        return caplog.text

    yield say
    caplog.handler.removeFilter(hidden)


def test_a_malformed_request_is_logged_without_its_sender_and_content(said_by_gunicorn):
    said = said_by_gunicorn(logging.WARNING, f"Invalid request from ip=192.0.2.77: Invalid header {CANARY!r}")

    assert "not proper HTTP" in said
    assert "192.0.2.77" not in said
    assert CANARY not in said


def test_a_failed_request_is_logged_without_its_path_and_values(said_by_gunicorn):
    try:
        raise ValueError(CANARY)
    except ValueError:
        said = said_by_gunicorn(logging.ERROR, "Error handling request %s", f"/my-signature/{CANARY}", exc_info=True)

    assert "builtins.ValueError" in said
    assert "test_gunicorn.py" in said
    assert CANARY not in said


def test_a_failed_start_still_says_why(said_by_gunicorn):
    assert "SECRET_KEY" in said_by_gunicorn(logging.ERROR, "These environment variables are not set: %s", "SECRET_KEY")


def test_it_keeps_no_access_log():
    assert gunicorn_settings()["accesslog"] is None


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "127.0.0.1:8000"),
        ({"PORT": "9123"}, "127.0.0.1:9123"),
        ({"PORT": "9123", "BIND": "unix:/run/campaign.sock"}, "unix:/run/campaign.sock"),
    ],
)
def test_the_environment_decides_where_it_listens(monkeypatch, variables, address):
    for name in ("PORT", "BIND"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert gunicorn_settings()["bind"] == address


@pytest.mark.slow
def test_it_finds_the_application_from_any_folder(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": "",
        "VAR_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "gunicorn", "--check-config", "-c", str(SETTINGS)]

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
