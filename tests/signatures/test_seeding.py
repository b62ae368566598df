"""Invented signatures for trials: in all states, with reasons to look twice, as the checks would have found them."""

import random
from collections import Counter

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from signatures.models import Signature, SignatureFlag
from signatures.services import flagging, seeding
from signatures.services.seeding import seed
from signatures.states import TO_DECIDE, State

pytestmark = pytest.mark.django_db


def seeded(page, number: int, chance: int = 1) -> None:
    for _done in seed(page, number, random.Random(chance)):  # noqa: S311  (nothing secret hangs on it)
        pass


def test_the_command_fills_a_statement_with_signatures_in_all_states(page, settings, capsys, monkeypatch):
    settings.LOCAL_RUN = True
    monkeypatch.setattr(seeding, "STATES", dict.fromkeys(seeding.STATES, 1))  # by chance 300 may miss a rare one
    call_command("seed_signatures", 300, statement=page.slug)
    assert page.signatures.count() == 300
    assert set(page.signatures.values_list("state", flat=True)) == {state.value for state in State}
    assert "Added 300 invented signatures" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "local", "says"),
    [((5,), False, "no place on a real site"), ((0,), True, "1 or more"), ((5, "--statement", "x"), True, "slug “x”")],
)
def test_the_command_refuses_what_makes_no_sense(page, settings, given, local, says):
    settings.LOCAL_RUN = local
    with pytest.raises(CommandError, match=says):
        call_command("seed_signatures", *given)
    assert not Signature.objects.exists()


def test_some_of_those_who_wait_deserve_a_second_look(page, monkeypatch):
    monkeypatch.setattr(seeding, "WORTH_A_LOOK", 0.4)
    seeded(page, 600)
    flagged = Signature.objects.filter(flagged=True)
    assert set(flagged.values_list("state", flat=True)) <= set(TO_DECIDE)
    to_decide = Signature.objects.filter(state__in=sorted(TO_DECIDE)).count()
    assert 0.3 < flagged.count() / to_decide < 0.9
    kinds = Counter(SignatureFlag.objects.values_list("name", flat=True))
    assert {"twin", "capitals", "office", "contact", "odd_letters", "mixed_scripts"} <= set(kinds)


def test_the_flags_are_those_that_the_checks_find_one_by_one(page):
    seeded(page, 300)
    seeded(page, 100, chance=2)  # who come later make namesakes of those who wait
    before = set(SignatureFlag.objects.values_list("signature", "name", "detail"))
    for row in Signature.objects.filter(state__in=sorted(TO_DECIDE)).select_related("supporter"):
        flagging.look(row)
    ours = {"twin", "mail_domain", "network"}
    again = set(SignatureFlag.objects.values_list("signature", "name", "detail"))
    assert before <= again
    assert {name for _signature, name, _detail in again - before} <= ours - {"twin"}  # crowds are not looked for


def test_a_thousand_are_flagged_in_as_many_statements_as_a_hundred(page):
    def cost(number: int) -> int:
        seeded(page, number, chance=number)
        rows = list(Signature.objects.order_by("-pk")[:number].select_related("supporter"))
        SignatureFlag.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            flagging.look_at_new(page, rows)
        return len([query for query in captured if "INSERT" not in query["sql"]])  # SQLite's come in pieces

    cost(10)
    assert cost(100) == cost(400)
