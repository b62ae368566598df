"""Ordering, cancelling and finding sheets: the only writers of their tables."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from paper import codes
from paper.models import PaperSheet, SheetBatch
from signatures.models import StatementVersion
from staff.models import User

ORDER, CANCEL, RESTORE = "paper.order", "paper.cancel", "paper.restore"


@transaction.atomic
def order(
    version: StatementVersion, event: str, *, number: int, by: User, held_on: date | None = None, two_sided: bool = True
) -> SheetBatch:
    """A batch of `number` sheets, each with a code of its own."""
    batch = SheetBatch(
        version=version,
        event=event,
        held_on=held_on,
        number=number,
        two_sided=two_sided,
        made_by=by,
        made_at=timezone.now(),
    )
    batch.full_clean()
    batch.save()
    rows = zip(range(1, number + 1), _new_codes(number), strict=True)
    PaperSheet.objects.bulk_create(PaperSheet(batch=batch, number=place, code=code) for place, code in rows)
    log(instance=batch, action=ORDER, user=by)
    return batch


def _new_codes(number: int) -> list[str]:
    """Codes that no sheet has. The table would refuse one that somebody else draws at this moment."""
    found: set[str] = set()
    while len(found) < number:
        more = {codes.drawn(codes.Kind.NUMBERED) for _turn in range(number - len(found))}
        found |= more - set(PaperSheet.objects.filter(code__in=more).values_list("code", flat=True))
    return sorted(found)


@transaction.atomic
def cancel(batch_id: int, *, by: User) -> SheetBatch:
    """The batch counts no longer. Its rows stay: paper that lies about must be known as cancelled."""
    batch = SheetBatch.objects.select_for_update().get(pk=batch_id)
    if not batch.is_cancelled:
        batch.cancelled_by, batch.cancelled_at = by, timezone.now()
        batch.save(update_fields=["cancelled_by", "cancelled_at"])
        log(instance=batch, action=CANCEL, user=by)
    return batch


@transaction.atomic
def restore(batch_id: int, *, by: User) -> SheetBatch:
    """Takes a cancelling back."""
    batch = SheetBatch.objects.select_for_update().get(pk=batch_id)
    if batch.is_cancelled:
        batch.cancelled_by = batch.cancelled_at = None
        batch.save(update_fields=["cancelled_by", "cancelled_at"])
        log(instance=batch, action=RESTORE, user=by)
    return batch


def version_code(version: StatementVersion) -> str:
    """The code of the public sheet of a version: always the same, and stored nowhere."""
    return codes.derived(codes.Kind.VERSION, f"petition sheet {version.statement_id} {version.digest}")


def find(typed: str) -> PaperSheet | StatementVersion:
    """What the code on a sheet belongs to: that sheet, or the version on a public one.

    Raises: codes.BadCode for a slip of the pen, LookupError for a code that was never given.
    """
    code = codes.read(typed)
    if code[0] == codes.Kind.NUMBERED:
        sheet = PaperSheet.objects.select_related("batch__version").filter(code=code).first()
        if sheet:
            return sheet
    else:
        for version in StatementVersion.objects.all():
            if version_code(version) == code:
                return version
    raise LookupError(code)
