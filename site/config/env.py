"""Reading the environment: the only source of settings that differ between installations."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from config.paths import ROOT_DIR

env = environ.Env()

SECRETS = ("SECRET_KEY", "ADDRESS_KEYS", "MAILBOX_PEPPER", "TOKEN_KEY")
MINIMUM_SECRET_LENGTH = 32


def var_dir() -> Path:
    """The folder for everything a local run writes. A relative `VAR_DIR` starts at the project's root."""
    return (ROOT_DIR / env.str("VAR_DIR", default="var")).resolve()


def require(*names: str) -> None:
    """Stop the start, naming every variable of `names` that is missing or empty.

    Raises: ImproperlyConfigured.
    """
    missing = [name for name in names if not os.environ.get(name, "").strip()]
    if missing:
        raise ImproperlyConfigured(
            "These environment variables are not set: " + ", ".join(missing) + ". See .env.example for each."
        )


def check_secrets() -> None:
    """Stop the start when a secret is too weak, malformed or used twice.

    Raises: ImproperlyConfigured; the message names the variable and never holds its value.
    """
    for name in ("SECRET_KEY", "MAILBOX_PEPPER", "TOKEN_KEY"):
        if len(os.environ[name]) < MINIMUM_SECRET_LENGTH:
            raise ImproperlyConfigured(f"{name} is shorter than {MINIMUM_SECRET_LENGTH} characters.")
    for number, key in enumerate(env.list("ADDRESS_KEYS"), start=1):
        try:
            Fernet(key)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"ADDRESS_KEYS: key {number} is not a Fernet key (32 bytes in URL-safe base64)."
            ) from error
    values = [os.environ[name] for name in SECRETS]
    if len(set(values)) != len(values):
        raise ImproperlyConfigured(f"{', '.join(SECRETS)} must all differ from each other.")


def base_url(default: str | None = None) -> str:
    """`BASE_URL` without its closing slash: scheme and host (and port) under which visitors see the site.

    Raises: ImproperlyConfigured when it is no http(s) address or carries a path.
    """
    value = env.str("BASE_URL", default=default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured("BASE_URL must look like https://www.example.org, without a path.")
    return value


def database() -> dict:
    """Django's DATABASES["default"] for `DATABASE_URL`, tuned for the engine it names.

    SQLite: write-ahead log, immediate transactions and a busy timeout, because the web processes and the mail
    worker share the file; `secure_delete`, because what is erased must be gone. PostgreSQL: Django's own pool
    of psycopg connections, checked before use so that a restarted server costs no visitor an error.

    Raises: ImproperlyConfigured for any other engine.
    """
    settings = env.db_url("DATABASE_URL", default=f"sqlite:///{var_dir() / 'db.sqlite3'}")
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        }
    elif settings["ENGINE"].endswith("postgresql"):
        pool_size = env.int("DATABASE_POOL_SIZE", default=8)
        settings.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
        settings["CONN_MAX_AGE"] = 0
        settings["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgres://.")
    return settings


def email(default: str) -> dict:
    """The settings of the delivery back-end that `EMAIL_URL` names, by Django's names (EMAIL_HOST …)."""
    settings = env.email_url("EMAIL_URL", default=default)
    settings.pop("EMAIL_FILE_PATH", None)
    return settings


def trusted_proxies() -> int | list[IPv4Network | IPv6Network]:
    """`TRUSTED_PROXIES`: how many proxies of ours stand before us, or their addresses and networks; none by default.

    Raises: ImproperlyConfigured for anything else.
    """
    value = env.str("TRUSTED_PROXIES", default="").strip()
    if not value or value.isdecimal():
        return int(value or 0)
    try:
        return [ip_network(part.strip()) for part in value.split(",")]
    except ValueError as error:
        raise ImproperlyConfigured(
            "TRUSTED_PROXIES must be a number of proxies, or addresses and networks with commas: 10.0.0.5, 10.1.0.0/16."
        ) from error
