"""Settings come from the environment; what is missing or wrong stops the start and says so."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT_DIR = Path(__file__).resolve().parent.parent

GOOD = {
    "BASE_URL": "https://campaign.example",
    "DATABASE_URL": "postgres://user:secret@127.0.0.1/campaign",
    "EMAIL_URL": "smtp://relay.example:587",
    "DEFAULT_FROM_EMAIL": "Campaign <post@campaign.example>",
    "SECRET_KEY": "a" * 40,
    "MAILBOX_PEPPER": "b" * 40,
    "TOKEN_KEY": "c" * 40,
    "ADDRESS_KEYS": base64.urlsafe_b64encode(b"d" * 32).decode(),
}


def start(tmp_path, code: str = "print('started')", **changes: str | None) -> subprocess.CompletedProcess:
    """Start Django with the production settings and this environment, in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "PYTHONPATH": f"{ROOT_DIR}/site:{ROOT_DIR}"}
    environment |= {name: value for name, value in (GOOD | changes).items() if value is not None}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    program = f"import django; django.setup(); from django.conf import settings; {code}"
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)


def test_production_starts_with_everything_set(tmp_path):
    done = start(tmp_path)
    assert (done.returncode, done.stdout) == (0, "started\n"), done.stderr


@pytest.mark.parametrize("name", sorted(GOOD))
def test_production_refuses_to_start_without_a_setting_and_names_it(tmp_path, name):
    done = start(tmp_path, **{name: None})
    assert done.returncode != 0
    assert f"not set: {name}." in done.stderr


def test_all_that_is_missing_is_named_at_once(tmp_path):
    done = start(tmp_path, SECRET_KEY=None, TOKEN_KEY="")
    assert "SECRET_KEY, TOKEN_KEY" in done.stderr


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"TOKEN_KEY": "short"}, "TOKEN_KEY is shorter than 32"),
        ({"ADDRESS_KEYS": "no key"}, "ADDRESS_KEYS: key 1"),
        ({"TOKEN_KEY": "a" * 40}, "must all differ"),
        ({"BASE_URL": "campaign.example"}, "BASE_URL must look like"),
        ({"BASE_URL": "https://campaign.example/path"}, "BASE_URL must look like"),
        ({"TRUSTED_PROXIES": "nginx"}, "TRUSTED_PROXIES must be a number"),
        ({"TRUSTED_PROXIES": "10.0.0.1/8"}, "TRUSTED_PROXIES must be a number"),
        ({"DATABASE_URL": "mysql://127.0.0.1/campaign"}, "DATABASE_URL must begin with"),
    ],
)
def test_a_wrong_setting_stops_the_start_without_quoting_a_secret(tmp_path, changes, message):
    done = start(tmp_path, **changes)
    assert done.returncode != 0
    assert message in done.stderr
    last_line = done.stderr.strip().splitlines()[-1]
    assert "secret" not in last_line.replace("secrets", "")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("settings.DEBUG", "False"),
        ("settings.LOCAL_RUN", "False"),
        ("settings.SERVE_MEDIA", "False"),
        ("settings.SECURE_SSL_REDIRECT", "True"),
        ("settings.SESSION_COOKIE_SECURE", "True"),
        ("settings.CSRF_COOKIE_SECURE", "True"),
        ("settings.SECURE_HSTS_SECONDS > 30000000", "True"),
        ("settings.ALLOWED_HOSTS", "['campaign.example']"),
        ("settings.OUTBOX_DELIVERY_BACKEND", "django.core.mail.backends.smtp.EmailBackend"),
        ("settings.EMAIL_BACKEND", "outbox.backends.OutboxBackend"),
        ("settings.EMAIL_HOST", "relay.example"),
        ("settings.DATABASES['default']['OPTIONS']['pool']['max_size']", "8"),
        ("settings.DATABASES['default']['CONN_HEALTH_CHECKS']", "True"),
        ("settings.TRUSTED_PROXIES", "0"),
        ("settings.WAGTAIL_GRAVATAR_PROVIDER_URL", "None"),
        ("settings.WAGTAIL_ENABLE_UPDATE_CHECK", "False"),
    ],
)
def test_production_is_safe_by_default(tmp_path, expression, value):
    done = start(tmp_path, code=f"print({expression})")
    assert done.stdout.strip() == value, done.stderr


def test_trusted_proxies_are_a_number_or_networks(tmp_path):
    code = "print(settings.TRUSTED_PROXIES)"
    assert start(tmp_path, code=code, TRUSTED_PROXIES="2").stdout.strip() == "2"
    listed = start(tmp_path, code=code, TRUSTED_PROXIES="10.0.0.5, 2001:db8::/32").stdout.strip()
    assert listed == "[IPv4Network('10.0.0.5/32'), IPv6Network('2001:db8::/32')]"


def test_a_local_run_makes_its_keys_once(tmp_path):
    local = dict.fromkeys(GOOD) | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    first = start(tmp_path, code="print(settings.SECRET_KEY, settings.ADDRESS_KEYS)", **local)
    second = start(tmp_path, code="print(settings.SECRET_KEY, settings.ADDRESS_KEYS)", **local)
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert (tmp_path / "keys.env").stat().st_mode & 0o077 == 0


def test_sqlite_waits_and_journals_ahead(tmp_path):
    code = (
        "from django.db import connection as c; k = c.cursor(); "
        "print([k.execute('PRAGMA ' + name).fetchone()[0] for name in ('journal_mode', 'secure_delete')])"
    )
    done = start(tmp_path, code=code, DATABASE_URL=f"sqlite:///{tmp_path}/site.sqlite3")
    assert done.stdout.strip() == "['wal', 1]", done.stderr


def test_every_variable_is_in_the_example_file():
    example = (ROOT_DIR / ".env.example").read_text()
    names = {*GOOD, "VAR_DIR", "PORT", "DEBUG", "CACHE_URL", "STATIC_ROOT", "MEDIA_ROOT", "EXTRA_HOSTS", "HSTS_SECONDS"}
    missing = [name for name in sorted(names) if name not in example]
    assert not missing
