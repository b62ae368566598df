"""The house stays as it was drawn: which room may import which, and that `site/` never becomes a package."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT_DIR = Path(__file__).resolve().parent.parent
APPS = {
    "background",
    "campaign_pages",
    "config",
    "enquiries",
    "home",
    "outbox",
    "paper",
    "personal_data",
    "placeholders",
    "profile_frames",
    "public_forms",
    "sharing",
    "signatures",
    "staff",
    "switches",
    "typesetting",
    "vault",
}

# Whom each room may import, besides itself and other people's packages. "home.x" allows that part alone.
MAY_IMPORT = {
    "config": set(),
    "placeholders": set(),
    "vault": set(),
    "typesetting": set(),
    "public_forms": {"vault"},
    "sharing": {"placeholders"},
    "profile_frames": {"campaign_pages.blocks", "sharing"},
    "staff": set(),
    "personal_data": {"background"},  # the purge is a job of every day
    "background": {"staff"},
    "switches": {"staff"},
    "outbox": {"personal_data", "staff", "vault"},
    "campaign_pages": {"placeholders", "sharing", "typesetting"},
    "home": {"campaign_pages.blocks", "sharing", "typesetting"},
    "signatures": {
        "background",
        "campaign_pages.blocks",
        "outbox",
        "personal_data",
        "placeholders",
        "public_forms",
        "sharing",
        "staff",
        "switches",
        "typesetting",
        "vault",
    },
    # It prints what people sign.
    "paper": {"sharing.sources", "signatures.models", "staff", "typesetting"},
    # Of `signatures` only the rules of addresses, which are pure: all forms must agree whose mailbox one is.
    "enquiries": {
        "campaign_pages.blocks",
        "outbox",
        "personal_data",
        "placeholders",
        "public_forms",
        "sharing",
        "signatures.addresses",
        "staff",
        "vault",
    },
}

PURE = [
    "signatures/states.py",
    "signatures/names.py",
    "signatures/addresses.py",
    "signatures/details.py",
    "signatures/refusals.py",
]
FOR_VIEWS_ONLY = (
    "django.http",
    "django.forms",
    "django.shortcuts",
    "django.template",
    "signatures.forms",
    "signatures.views",
    "signatures.admin",
    "public_forms",
)
DRAWERS = {"utils", "core", "common", "helpers", "misc", "lib"}


def modules(app: str) -> Iterator[Path]:
    folder = ROOT_DIR / ("site/config" if app == "config" else app)
    yield from sorted(folder.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Every module that `path` imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ours(names: set[str]) -> set[str]:
    return {name for name in names if name.split(".")[0] in APPS}


def allowed(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def test_every_room_is_on_the_plan():
    rooms = {path.parent.name for path in ROOT_DIR.glob("*/__init__.py")} - {"tests"}
    assert rooms == APPS - {"config"} == set(MAY_IMPORT) - {"config"}


@pytest.mark.parametrize("app", sorted(APPS))
def test_a_room_imports_only_the_rooms_it_may(app):
    for path in modules(app):
        strange = {name for name in ours(imports(path)) if not allowed(name, {app, *MAY_IMPORT[app]})}
        # `from campaign_pages import blocks` names the room first and the part second; the part is what counts.
        strange = {name for name in strange if not any(room.startswith(f"{name}.") for room in MAY_IMPORT[app])}
        if app == "config":
            strange = {name for name in strange if not name.endswith("urls")}
        assert not strange, f"{path.relative_to(ROOT_DIR)} imports {strange}"


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_knows_no_framework_and_no_table(name):
    pure = {
        "signatures.characters",
        "signatures.mailbox_rules",
        "signatures.names",
        "signatures.refusals",
        "signatures.states",
    }
    for imported in imports(ROOT_DIR / name):
        top = imported.split(".")[0]
        is_pure = top in sys.stdlib_module_names or top == "idna" or imported == "signatures"
        assert is_pure or any(allowed(imported, {module}) for module in pure), f"{name} imports {imported}"


def test_services_know_no_request_form_view_or_template():
    for path in sorted((ROOT_DIR / "signatures/services").glob("*.py")):
        forbidden = {name for name in imports(path) if name.startswith(FOR_VIEWS_ONLY)}
        assert not forbidden, f"{path.name} imports {forbidden}"


def test_only_transitions_writes_a_state():
    for path in modules("signatures"):
        if path.name in {"transitions.py", "seeding.py"} or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else []
            written = [target for target in targets if isinstance(target, ast.Attribute) and target.attr == "state"]
            assert not written, f"{path.relative_to(ROOT_DIR)} line {node.lineno} writes a state"


def test_site_is_no_package_and_is_not_ignored():
    assert not (ROOT_DIR / "site/__init__.py").exists()
    assert {path.name for path in (ROOT_DIR / "site").iterdir()} <= {"config", "static", "__pycache__"}
    ignored = (ROOT_DIR / ".gitignore").read_text().splitlines()
    assert not {"/site", "site", "site/", "/site/"} & {line.strip() for line in ignored}


def test_the_standard_library_keeps_its_site():
    code = "import site; print(site.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT_DIR, capture_output=True, text=True, check=True
    ).stdout
    assert str(ROOT_DIR / "site") not in found


def test_manage_py_works_from_any_folder(tmp_path):
    command = [sys.executable, str(ROOT_DIR / "manage.py"), "check", "--settings", "config.settings.test"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_there_is_no_drawer():
    folders = {path.parent.name for app in APPS for path in modules(app)}
    files = {path.stem for app in APPS for path in modules(app)} - {"helpers"}  # modeladmin's own word, in admin/
    assert not (folders | files) & DRAWERS


def test_no_page_can_be_made_private_because_public_pages_know_no_visitor():
    from wagtail.models import get_page_models

    ours = [model for model in get_page_models() if model._meta.app_label in APPS]
    assert ours
    assert [model for model in ours if model.private_page_options] == []
