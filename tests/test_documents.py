"""What the documents name is there: links, files, commands."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT_DIR = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT_DIR / "README.md", *sorted(ROOT_DIR.glob("docs/**/*.md"))]
ROOMS = {path.name for path in ROOT_DIR.iterdir() if path.is_dir() and not path.name.startswith(".")}
NOT_THERE_ON_PURPOSE = {"site/__init__.py"}

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT_DIR)))


@every_document
def test_links_between_documents_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@every_document
def test_files_that_are_named_are_there(document):
    code = re.findall(r"`([^`\n]+)`", document.read_text(encoding="utf-8"))
    words = {word.strip(".,;:()") for piece in code for word in piece.split()}
    paths = {word for word in words if "/" in word and word.split("/")[0] in ROOMS} - NOT_THERE_ON_PURPOSE
    assert [path for path in paths if not list(ROOT_DIR.glob(path))] == []


@every_document
def test_commands_that_are_named_can_be_given(document):
    text = document.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT_DIR / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= get_commands().keys()
    assert set(re.findall(r"`make ([a-z-]+)`", text)) <= targets
