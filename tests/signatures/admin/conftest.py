"""A statement, and people of each role who are logged in."""

import pytest
from django.test import Client

from tests import builders


@pytest.fixture
def statement(db):
    return builders.statement()


def logged_in(role: str) -> Client:
    """A browser of somebody with this role; `.user` is who."""
    client = Client()
    client.user = builders.user(role)
    client.force_login(client.user)
    return client


@pytest.fixture
def volunteer(statement) -> Client:
    return logged_in("volunteer")


@pytest.fixture
def moderator(statement) -> Client:
    return logged_in("moderator")


@pytest.fixture
def organiser(statement) -> Client:
    return logged_in("organiser")


@pytest.fixture
def admin(statement) -> Client:
    return logged_in("admin")
