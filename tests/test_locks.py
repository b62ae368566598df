"""The locks install the same files everywhere, and on top of each other."""

import re

import pytest

from config.paths import ROOT_DIR

PRODUCTION = ROOT_DIR / "requirements.txt"
DEVELOPMENT = ROOT_DIR / "requirements" / "development.txt"
LOCKS = [PRODUCTION, *sorted((ROOT_DIR / "requirements").glob("*.txt"))]
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)(?:\[[a-z,]+\])?==(?P<version>\S+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE)


def pins(lock) -> set[tuple[str, str]]:
    return {(found["name"], found["version"]) for found in PIN.finditer(lock.read_text())}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_a_hash(lock):
    found = list(PIN.finditer(lock.read_text()))

    assert found
    assert [each["name"] for each in found if "--hash=sha256:" not in each["rest"]] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_leaves_it_to_each_machine_where_packages_come_from(lock):
    assert not re.search(r"https?:|file:|--index-url|--extra-index-url|--find-links", lock.read_text())


def test_what_is_tested_is_what_production_installs():
    assert pins(PRODUCTION) <= pins(DEVELOPMENT)


def test_every_direct_dependency_has_its_reason():
    named = re.findall(
        r"^([A-Za-z][\w-]*)",
        "\n".join((ROOT_DIR / "requirements" / f"{name}.in").read_text() for name in ("production", "development")),
        re.MULTILINE,
    )
    reasons = (ROOT_DIR / "docs" / "dependencies.md").read_text().lower()

    assert [name for name in named if name.lower() not in reasons] == []
