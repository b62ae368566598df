"""Tries of a short code that are sent at the same moment: only PostgreSQL's row locks can show it."""

import threading

import pytest
from django.db import connection

from signatures import addresses
from signatures.models import CodeTry, Signature
from signatures.services import codes
from tests import builders
from tests.signatures.test_codes import EMAIL, code_in, signed, type_code
from tests.signatures.visitor import Visitor

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_twelve_sent_at_once_five_count(sent_mail):
    page, visitor = builders.statement(), Visitor()
    waiting = signed(visitor, page)
    code = code_in(sent_mail()[0])
    name, address = Signature.objects.get().code_page, addresses.parse(EMAIL)
    gate, answers = threading.Barrier(12), []

    def try_one(number: int) -> None:
        gate.wait(timeout=30)
        answers.append(codes.redeem(name, page.pk, address, f"{(int(code) + 1 + number) % 10**6:06}"))
        connection.close()

    threads = [threading.Thread(target=try_one, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(answer.tries_left for answer in answers) == [0] * 8 + [1, 2, 3, 4]
    assert CodeTry.objects.get().tries == 5
    assert type_code(visitor, waiting, code).status_code == 422
