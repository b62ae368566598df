"""What the desk asks about flags is answered from an index, so that a million signatures cost what a thousand do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signatures.models import AutomaticPublication, Signature, SignatureFlag, Supporter
from signatures.models.signature import Order

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

HOUR = (timezone.now() - timedelta(hours=1), timezone.now())
WAITING = Signature.objects.waiting
QUESTIONS = {
    "the queue of what nothing is to look twice at": (
        lambda: WAITING().unflagged().order_by("confirmed_at", "pk")[:200], "1st (flagged=?)"),
    "the queue of what something is to look twice at": (
        lambda: WAITING().flagged().order_by("confirmed_at", "pk")[:200], "1st (flagged=?)"),
    "the queue with what nothing is to look twice at first": (
        lambda: WAITING().in_order(Order.ORDINARY)[:200], "signature_queue_ordinary_1st"),
    "the queue with what something is to look twice at first": (
        lambda: WAITING().in_order(Order.FLAGGED)[:200], "signature_queue_flagged_1st"),
    "those flagged by one check": (lambda: WAITING().flagged_for("abuse"), "flag_by_name"),
    "the flags of a page of signatures": (
        lambda: SignatureFlag.objects.filter(signature__in=[1, 2, 3]).order_by(), "(signature_id=?)"),
    "who signed from one network within an hour": (
        lambda: Signature.objects.from_network("a" * 32).filter(created_at__range=HOUR), "signature_by_network"),
    "new mailboxes of one domain within an hour": (
        lambda: Supporter.objects.filter(domain="example.org", created_at__range=HOUR), "supporter_by_domain"),
    "namesakes": (
        lambda: (
            Signature.objects.filter(statement_id=1, name_key="a" * 16)
            .filter(confirmed_at__isnull=False, state__in=["held", "waiting"])
            .order_by("-pk")[:200]
        ),
        "signature_twins",
    ),
    "the sample of a day": (
        lambda: AutomaticPublication.objects.filter(day=timezone.localdate()).order_by("lot", "pk")[:20],
        "automatic_sample"),
}  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_is_answered_from_its_index(question):
    ask, index = QUESTIONS[question]
    plan = ask().explain()
    assert index in plan, plan
    assert "TEMP B-TREE" not in plan or index in {"flag_by_name", "signature_twins"}, (
        plan
    )  # the others are in its order
