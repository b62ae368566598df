"""What stands in a signature's row, and is found by the desk's search and the wall's. Callers hold the row's lock."""

from dataclasses import replace
from datetime import datetime

from signatures import details, names
from signatures.details import Details
from signatures.models import Correction, Outcome, Signature, SignatureWord
from signatures.services import desk_words, flagging

TEXT_FIELDS = ["first_name", "last_name", "roles", "display", "wall_key", "name_key", "publish_consent_ticked"]


def index_words(*signatures: Signature) -> None:
    """Make published signatures' names and roles findable; nothing of one that is only counted."""
    SignatureWord.objects.bulk_create(
        SignatureWord(signature=signature, statement_id=signature.statement_id, word=word)
        for signature in signatures
        if (name := signature.public_name)
        for word in names.words(f"{name} {signature.roles}")
    )


def forget_words(*signatures: Signature) -> None:
    words = SignatureWord.objects.filter(signature__in=signatures)
    words._raw_delete(words.db)  # Django's own would read each first, to tell listeners


def write(signature: Signature, given: Details) -> None:
    """Put another text into the row, and on the wall if it stands there."""
    signature.set_details(replace(given, keep_in_touch=signature.keep_in_touch_ticked))
    signature.save(update_fields=TEXT_FIELDS)
    desk_words.follow(signature)
    if signature.is_published:
        forget_words(signature)
        index_words(signature)
    if signature.confirmed_at:
        flagging.look(signature)  # the reasons to look twice are those of the new text


def take_over(correction: Correction, signature: Signature, now: datetime, *, by=None) -> None:
    """A correction's text becomes the signature's."""
    after = replace(
        signature.details,
        first_name=correction.new_first_name,
        last_name=correction.new_last_name,
        roles=correction.new_roles,
        display=details.Display(correction.new_display),
    )
    write(signature, after)
    settle(correction, Outcome.APPLIED, now, by=by)


def settle(correction: Correction, outcome: Outcome, now: datetime, *, by=None) -> None:
    correction.outcome, correction.settled_at, correction.settled_by = outcome, now, by
    correction.save(update_fields=["outcome", "settled_at", "settled_by"])
