"""A pytest plugin: marks as `slow` every test of the modules that pyproject.toml lists under `slow_modules`.

They build page trees or ask for whole pages; `make test-fast` leaves them out so that it stays under a minute.
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
        if item.path in modules:
            item.add_marker("slow")
