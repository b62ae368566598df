"""How many have signed: computed from the rows, never incremented, and kept in the cache for seconds."""

from django.core.cache import cache

from signatures import states
from signatures.models import Signature, StatementPage
from signatures.models.page import Counting
from signatures.models.signature import Display
from signatures.states import State

COUNT_SECONDS = 4  # count.json may be at most 5 s old (promise 22)


def signature_count(statement: StatementPage) -> int:
    """The number the public sees; what it holds is the statement's own option."""
    return cache.get_or_set(f"count:{statement.pk}:{statement.counting}", lambda: _count(statement), COUNT_SECONDS)


def uncounted_names(statement: StatementPage) -> int:
    """How many published signers asked to be counted without a name."""
    counted_only = Signature.objects.for_statement(statement).published().filter(display=Display.COUNT_ONLY)
    return cache.get_or_set(f"count-only:{statement.pk}", counted_only.count, COUNT_SECONDS)


def _count(statement: StatementPage) -> int:
    counted = {State.PUBLISHED}
    if statement.counting == Counting.CONFIRMED:
        counted = states.CONFIRMED - {State.REJECTED}
    return Signature.objects.for_statement(statement).filter(state__in=sorted(counted)).count()
