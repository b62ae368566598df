"""Requests stop at views and rules live in services, in this room too."""

import ast
from pathlib import Path

import pytest

import enquiries
from enquiries.states import MOVES, State, moves_from

ROOM = Path(enquiries.__file__).parent
PURE = {"states.py", "texts.py"}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", sorted((ROOM / "services").glob("*.py")), ids=lambda path: path.name)
def test_services_know_no_request_form_view_or_template(path):
    strange = ("django.http", "django.forms", "django.shortcuts", "django.template", "public_forms")
    ours = ("enquiries.forms", "enquiries.views", "enquiries.admin", "enquiries.presentation")
    assert not [name for name in imported(path) if name.startswith(strange + ours)]


@pytest.mark.parametrize("name", sorted(PURE))
def test_pure_modules_know_the_standard_library_only(name):
    assert not [each for each in imported(ROOM / name) if each.startswith(("django", "wagtail", "enquiries"))]


def test_only_services_write_a_state():
    for path in ROOM.rglob("*.py"):
        if path.parent.name in {"services", "migrations"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else []
            assert not [each for each in targets if isinstance(each, ast.Attribute) and each.attr == "state"], path


def test_for_every_arrow_there_is_one_the_other_way_and_none_leads_nowhere():
    assert {(new, old) for old, new in MOVES} == MOVES
    assert all(moves_from(state) for state in State)
