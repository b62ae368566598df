"""The words under which the desk finds signatures. Written with the names themselves, in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from signatures import names
from signatures.models import DeskWord, Signature

AT_ONCE = 1_000


def add(signatures: Iterable[Signature]) -> None:
    """Make new signatures findable. One statement, however many there are (up to the database's own limits)."""
    DeskWord.objects.bulk_create(
        DeskWord(signature=signature, word=word) for signature in signatures for word in words_of(signature)
    )


def follow(signature: Signature) -> None:
    """The words of a locked signature become those of its name and roles; of an old text none stays."""
    _follow([signature])


def follow_all() -> Iterator[int]:
    """Go through every signature, for those that a release without these words wrote; yields how many it looked at."""
    rows = Signature.objects.order_by("pk").only("first_name", "last_name", "roles")
    last = looked_at = 0
    while True:
        with transaction.atomic():
            some = list(rows.filter(pk__gt=last).select_for_update()[:AT_ONCE])
            _follow(some)
        if not some:
            return
        last = some[-1].pk
        looked_at += len(some)
        yield looked_at


def words_of(signature: Signature) -> list[str]:
    """The whole name, whatever of it the wall shows, and the roles."""
    return names.words(f"{signature.first_name} {signature.last_name} {signature.roles}")


def _follow(signatures: list[Signature]) -> None:
    known = defaultdict(set)
    for signature_id, word in DeskWord.objects.filter(signature__in=signatures).values_list("signature_id", "word"):
        known[signature_id].add(word)
    new = []
    for signature in signatures:
        wanted = words_of(signature)
        outdated = known[signature.pk].difference(wanted)
        if outdated:
            DeskWord.objects.filter(signature=signature, word__in=outdated).delete()
        new += [DeskWord(signature=signature, word=word) for word in wanted if word not in known[signature.pk]]
    DeskWord.objects.bulk_create(new)
