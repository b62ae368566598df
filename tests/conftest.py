"""What every test may lean on."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_cached():
    """The count and Wagtail's site paths are cached for seconds; a test must not see another's."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def sent_mail(settings):
    """Delivers what is due, as the worker does, and returns the mails of this test so far."""
    from django.core import mail

    from outbox.worker import Worker

    def deliver() -> list:
        Worker().run_until_empty()
        return mail.outbox

    return deliver
