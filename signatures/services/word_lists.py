"""The organisers' lists, made ready for the checks; and those that come with the site."""

from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max

from signatures.checks import shipped
from signatures.checks.word_lists import WordList, WordLists
from signatures.models import ListedWord


def current() -> WordLists:
    """The lists as they stand now: one small query, and another when somebody changed them."""
    state = ListedWord.objects.aggregate(number=Count("pk"), changed=Max("changed_at"))
    return _made_ready(state["number"], state["changed"])


@lru_cache(maxsize=2)
def _made_ready(number: int, changed: datetime | None) -> WordLists:
    words: dict[str, list[str]] = {kind: [] for kind in shipped.FILES}
    for kind, text in ListedWord.objects.filter(in_use=True).order_by("pk").values_list("kind", "text"):
        words[kind].append(text)
    return WordLists(*(WordList(words[kind]) for kind in shipped.FILES))


def add_shipped(model: type[ListedWord] = ListedWord) -> int:
    """Add the entries that come with the site and are not there, switched off or not; returns how many."""
    before = model.objects.count()
    rows = [model(kind=kind, text=text) for kind in shipped.FILES for text in shipped.entries(kind)]
    model.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return model.objects.count() - before
