"""Style sheets, scripts and faces as they are served: together, without comments, no heavier than a page may be."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.template import Context, Template

from config import static_files
from config.paths import ROOT_DIR, SITE_DIR

STATIC = SITE_DIR / "static"
TEMPLATES = ROOT_DIR / "templates"
MOST_CSS = 30_000  # of one page, before compression
MOST_SCRIPT = 20_000
MOST_SHARED_CSS = 30_000  # the shared sheets as they are written
MOST_FACES = 26_000  # what is above the fold: two faces of letters, and the digits of the count


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("a { color: red; }\n", "a{color:red}"),
        ("/* why */ a,\n b > c { margin: 0 auto; top: 1px; }", "a,b > c{margin:0 auto;top:1px}"),
        ('a::after { content: "  ; } "; }', 'a::after{content:"  ; } "}'),
        ("p :is(a, b) { inset: calc(1px + 2px) 0; }", "p :is(a,b){inset:calc(1px + 2px) 0}"),
    ],
)
def test_a_sheet_loses_comments_and_needless_spaces(written, served):
    assert static_files.without_spare_bytes(written) == served


@pytest.fixture
def collected(settings, tmp_path):
    """A storage that has collected the shared sheets and what they name."""
    settings.STATIC_ROOT = str(tmp_path)
    storage = static_files.CampaignStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    source = FileSystemStorage(location=str(STATIC))
    names = [*settings.SHARED_STYLESHEETS, *(f"fonts/{face.name}" for face in (STATIC / "fonts").glob("*.woff2"))]
    for name in names:
        storage.save(name, source.open(name))
    list(storage.post_process({name: (source, name) for name in names}))
    return storage


def test_the_shared_sheets_are_served_as_one_hashed_file_with_compressed_copies(collected, monkeypatch):
    monkeypatch.setattr("home.templatetags.style_tags.staticfiles_storage", collected)
    monkeypatch.setattr("django.contrib.staticfiles.storage.staticfiles_storage", collected)

    links = Template("{% load style_tags %}{% shared_stylesheets %}").render(Context())

    assert links.count("<link") == 1
    (name,) = re.findall(r"/static/(css/shared\.[0-9a-f]{12}\.css)", links)
    served = Path(collected.path(name))
    text = served.read_text()
    assert text.startswith("@layer tokens,base,layout,components,forms,wall,print;")
    for sheet in settings.SHARED_STYLESHEETS:
        assert "/*" not in text
        assert f"@layer {Path(sheet).stem.replace('trail', 'layout')}{{" in text, sheet
    assert {Path(f"{served}.gz").exists(), Path(f"{served}.br").exists()} == {True}


def test_while_debugging_each_shared_sheet_is_a_link_of_its_own():
    links = Template("{% load style_tags %}{% shared_stylesheets %}").render(Context())

    assert re.findall(r"/static/(css/\w+\.css)", links) == list(settings.SHARED_STYLESHEETS)


def test_the_shared_sheets_stay_within_what_they_may_weigh():
    assert sum((STATIC / sheet).stat().st_size for sheet in settings.SHARED_STYLESHEETS) <= MOST_SHARED_CSS


PAGES = [
    path
    for path in TEMPLATES.rglob("*.html")
    if "{% extends" in path.read_text()
    and path.name != "styleguide.html"
    and not {"admin", "emails", "wagtailadmin", "modeladmin"} & set(path.parts)
]


def asked_for(template: Path, ending: str) -> set[str]:
    """The static files of that kind that a template names, with those of its parents and parts."""
    source = template.read_text()
    found = set(re.findall(rf"""["'](\w+/[\w-]+\.{ending})["']""", source))
    for name in re.findall(r"""{% (?:extends|include) ["']([^"']+)["']""", source):
        part = TEMPLATES / name
        if part.exists() and part != template:
            found |= asked_for(part, ending)
    return found


def with_imports(script: Path) -> set[Path]:
    found = {script}
    for name in re.findall(r"""from ["']\./([\w-]+\.js)["']""", script.read_text()):
        found |= with_imports(script.parent / name)
    return found


@pytest.mark.parametrize("template", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_page_asks_for_more_style_or_script_than_it_may(template):
    sheets = {*settings.SHARED_STYLESHEETS, *asked_for(template, "css")}
    scripts = {each for name in asked_for(template, "js") for each in with_imports(STATIC / name)}

    styles = sum(len(static_files.without_spare_bytes((STATIC / sheet).read_text())) for sheet in sheets)
    assert styles < MOST_CSS, {sheet: (STATIC / sheet).stat().st_size for sheet in sheets}
    assert sum(script.stat().st_size for script in scripts) < MOST_SCRIPT


def test_what_is_above_the_fold_needs_two_faces_and_the_digits():
    assets = (TEMPLATES / "components/assets.html").read_text()
    preloaded = re.findall(r"fonts/([\w-]+\.woff2)", assets)

    assert len(preloaded) == 2
    faces = [*preloaded, "campaign-numerals.woff2"]
    assert sum((STATIC / "fonts" / face).stat().st_size for face in faces) < MOST_FACES


def test_no_script_blocks_a_page():
    for template in TEMPLATES.rglob("*.html"):
        if not {"admin", "wagtailadmin", "modeladmin", "emails"} & set(template.parts):
            for tag in re.findall(r"<script\b[^>]*\bsrc=[^>]*>", template.read_text()):
                assert 'type="module"' in tag or "defer" in tag, (template.name, tag)
