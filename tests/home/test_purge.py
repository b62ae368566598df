"""One command deletes everywhere what was kept for long enough."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_it_asks_every_room_and_passes_on_what_each_says():
    said = StringIO()
    call_command("purge", "--dry-run", stdout=said)
    assert "unconfirmed signatures would be deleted: 0" in said.getvalue()
    assert "Enquiries to delete: 0" in said.getvalue()
