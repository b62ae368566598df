"""A statement that people can sign, an organiser, and switches that are read afresh by every request."""

import pytest
from django.core.cache import cache

from switches import services
from switches.models import Kind, Switch
from tests import builders

NOTICE = "We are sorting out a flood of fakes"


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def page():
    return builders.statement()


@pytest.fixture
def turn_on():
    def turn(kind: Kind, **fields) -> Switch:
        given = {"by": builders.organiser(), "reason": "A flood", "text": NOTICE if kind in {"pause", "notice"} else ""}
        switch = services.turn_on(kind, **given | fields)
        cache.clear()  # a test's own transaction never commits, which is what tells the cache
        return switch

    return turn
