"""A statement of the whole house, and what its sheet says."""

import pytest

from paper.content import SheetContent, sheet_content
from tests import builders


@pytest.fixture
def statement(db):
    return builders.statement(
        title="For free movement", text="<p>We stand for <b>free</b> movement.</p><ul><li>One</li><li>Two</li></ul>"
    )


@pytest.fixture
def content(statement) -> SheetContent:
    return sheet_content(statement, statement.version)
