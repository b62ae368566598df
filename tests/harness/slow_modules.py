"""A pytest plugin: marks as `slow` what `make test-fast` leaves out so that it stays under a minute.

That is every test of the modules that pyproject.toml lists under `slow_modules`, which build page trees or ask for
whole pages; and every test that empties the database behind itself. The processes of the fast run take tests from
each other: one that took another test after such a one would miss the rows that migrations wrote.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("slow_modules", "modules whose tests are all slow, seen from the project's root", type="linelist")


@pytest.hookimpl(tryfirst=True)  # before the marks are looked at
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    modules = {config.rootpath / name for name in config.getini("slow_modules")}
    if missing := [str(path) for path in modules if not path.is_file()]:
        raise pytest.UsageError(f"slow_modules in pyproject.toml names what is not there: {', '.join(missing)}")
    for item in items:
        if item.path in modules or _empties_the_database(item):
            item.add_marker("slow")


def _empties_the_database(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or "transactional_db" in getattr(item, "fixturenames", ())
