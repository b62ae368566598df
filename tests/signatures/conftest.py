"""A statement that the tests of a module share, because publishing one costs more than most tests do."""

import pytest
from django.db import transaction

from signatures.models import StatementPage
from tests import builders


@pytest.fixture(scope="module")
def _shared_statement(django_db_setup, django_db_blocker):
    """Made once in a transaction around the module's tests; each of them is rolled back to this."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield builders.statement().pk
        transaction.set_rollback(True)


@pytest.fixture
def page(_shared_statement, db) -> StatementPage:
    """A published statement. Not for tests with transactions of their own: they build one."""
    return StatementPage.objects.get(pk=_shared_statement)
