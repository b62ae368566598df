"""Counting, publishing and keeping in touch are three purposes: each is withdrawn by itself, in any order.

What remains after each step is named for every order in which the three can be taken back.
"""

from itertools import permutations

import pytest

from signatures.details import Display
from signatures.models import Purpose, Signature
from signatures.services import corrections, own
from signatures.states import State
from tests import builders
from tests.signatures.test_own import keeps_in_touch
from tests.signatures.visitor import Visitor, words

pytestmark = pytest.mark.django_db

TAKE_BACK = {
    "count": lambda signature: own.withdraw(signature.pk),
    "publish": lambda signature: corrections.show_less(signature.pk, Display.COUNT_ONLY),
    "keep in touch": lambda signature: own.unsubscribe(signature.supporter_id),
}


def what_remains(page, signature: Signature) -> set[str]:
    """As a stranger and the records see it."""
    found = set()
    visitor = Visitor()
    if visitor.get(f"{page.url}count.json").json() == {"count": 1}:
        found.add("count")
    if "Ada Lovelace" in words(visitor.get(page.wall_url)):
        found.add("publish")
    if signature.supporter.consents.filter(purpose=Purpose.KEEP_IN_TOUCH).active().exists():
        found.add("keep in touch")
    agreed = signature.consents.filter(purpose=Purpose.PUBLISH).active().exists()
    assert agreed is ("publish" in found)  # nothing is shown without a consent that stands, and none is left over
    return found


@pytest.mark.parametrize("order", list(permutations(TAKE_BACK)), ids=lambda order: ", then ".join(order))
def test_what_remains_when_the_three_are_taken_back_one_by_one(page, order):
    from django.core.cache import cache

    signature = keeps_in_touch(page).signatures.get()
    remaining = {"count", "publish", "keep in touch"}
    assert what_remains(page, signature) == remaining
    for purpose in order:
        TAKE_BACK[purpose](signature)
        cache.clear()
        remaining -= {purpose}
        if purpose == "count":
            remaining -= {"publish"}  # what doesn't count isn't shown either
        assert what_remains(page, signature) == remaining
    signature.refresh_from_db()
    assert signature.state == State.WITHDRAWN
    assert signature.consents.filter(withdrawn_at__isnull=True).count() == 0


def test_taking_publishing_back_leaves_the_count_and_the_mail(page):
    signature = keeps_in_touch(page).signatures.get()
    TAKE_BACK["publish"](signature)
    assert what_remains(page, signature) == {"count", "keep in touch"}


def test_taking_the_mail_back_leaves_the_name_and_the_count(page):
    signature = keeps_in_touch(page).signatures.get()
    TAKE_BACK["keep in touch"](signature)
    assert what_remains(page, signature) == {"count", "publish"}


def test_taking_the_count_back_takes_the_name_along_and_leaves_the_mail(page):
    signature = keeps_in_touch(page).signatures.get()
    TAKE_BACK["count"](signature)
    assert what_remains(page, signature) == {"keep in touch"}


def test_who_signs_again_without_the_tick_is_counted_under_the_new_terms_only(page):
    signature = builders.signature(page, State.PUBLISHED, email="ada@example.org")
    for take_back in TAKE_BACK.values():
        take_back(signature)
    Visitor().sign(page, display="count_only", publish_consent=None)
    signature.refresh_from_db()
    assert (signature.state, signature.display) == (State.UNCONFIRMED, "count_only")
    assert not signature.consents.active().exists()
