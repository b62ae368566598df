"""Rotating while people sign and correct their addresses: only PostgreSQL's row locks can show it."""

import threading

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from signatures.models import Supporter
from vault import rotation

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROWS = 300


def test_of_writes_at_the_same_moment_none_is_lost_and_the_old_key_can_go(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ADDRESS_KEYS = [old]
    people = Supporter.objects.bulk_create(
        Supporter(mailbox_key=f"{number:064x}", address=f"a{number}@example.org") for number in range(ROWS)
    )
    settings.ADDRESS_KEYS = [new, old]
    column = next(column for column in rotation.columns() if column.model is Supporter)
    written: dict[int, str] = {}
    begun, done = threading.Event(), threading.Event()

    def keep_writing() -> None:
        """Some rows change before the rotation reaches them, some after, some at that moment."""
        turn = 0
        try:
            while not done.is_set() or turn < 3:
                for person in people[::3] if turn % 2 else people[::-7]:
                    address = f"w{turn}-{person.pk}@example.org"
                    Supporter.objects.filter(pk=person.pk).update(address=address)
                    written[person.pk] = address
                    begun.set()
                turn += 1
        finally:
            begun.set()
            connection.close()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    begun.wait(timeout=30)
    tallies = [list(rotation.rotate_column(column))[-1] for _ in range(2)]
    done.set()
    writer.join(timeout=60)

    assert tallies[0].moved > 0
    assert written
    (*_, last) = rotation.rotate_column(column)
    assert (last.current, last.moved, last.unreadable) == (ROWS, 0, 0)
    settings.ADDRESS_KEYS = [new]
    for person in Supporter.objects.all():
        number = int(person.mailbox_key, 16)
        assert person.address == written.get(person.pk, f"a{number}@example.org")
