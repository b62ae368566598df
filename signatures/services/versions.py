"""Freezing what people sign."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from signatures.models import ConsentWording, Purpose, StatementPage, StatementVersion


@transaction.atomic
def freeze(page: StatementPage) -> StatementVersion:
    """The version of the words now on `page`: the one that has exactly these words, or a new one.

    Called whenever a statement is published, also by its schedule. A page that went back to earlier words finds
    the version that signers of those words already have.
    """
    page = StatementPage.objects.select_for_update().get(pk=page.pk)
    known = page.versions.filter(digest=page.wording_digest).first()
    if known:
        return known
    latest = page.versions.order_by("-number").first()
    corrects = latest if latest and page.corrects_id == latest.pk else None
    return StatementVersion.objects.create(
        statement=page,
        number=(page.versions.aggregate(highest=Max("number"))["highest"] or 0) + 1,
        title=page.title,
        text=page.text,
        publish_wording=ConsentWording.objects.as_worded(Purpose.PUBLISH, page.publish_wording),
        keep_in_touch_wording=ConsentWording.objects.as_worded(Purpose.KEEP_IN_TOUCH, page.keep_in_touch_wording),
        corrects=corrects,
        digest=page.wording_digest,
        published_at=timezone.now(),
    )
