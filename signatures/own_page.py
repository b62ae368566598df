"""What "my signature" shows of each signature, in words for its owner."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from signatures.details import Display, narrower
from signatures.models import Consent, Correction, Decision, Purpose, Signature, StatementVersion, Supporter
from signatures.services.corrections import CORRECTABLE
from signatures.states import State

WHERE_IT_STANDS = {
    State.UNCONFIRMED: _("Not confirmed: it doesn’t count and nobody sees it. Open the link in our first email."),
    State.WAITING: _("Waiting: one of the organisers will look at it. Nobody else sees it yet."),
    State.PUBLISHED: _("Published."),
    State.REJECTED: _("We decided not to publish it. It is deleted soon. If you think that was wrong, write to us."),
    State.HELD: _("Set aside: the organisers want to look at it once more. It is not on the public list."),
    State.WITHDRAWN: _("Withdrawn by you. It is not public and doesn’t count. You may sign again."),
}
COUNTED = _("Counted, without your name.")
SHOW_LESS = {
    Display.INITIAL: _("Show my first name and initial only"),
    Display.COUNT_ONLY: _("Take my name off, only count me"),
}


@dataclass(frozen=True)
class OwnSignature:
    """One signature, with what its owner may know of it and may do with it."""

    signature: Signature
    status: str | Promise
    pending: Correction | None
    fixes: list[Correction]  # what organisers put right
    declined: Correction | None  # the signer's latest change, if organisers kept the old text
    consents: list[Consent]
    decisions: list[Decision]
    can_correct: bool
    can_withdraw: bool
    less: list[tuple[str, str | Promise]]


def own_signatures(supporter: Supporter) -> list[OwnSignature]:
    """The newest first."""
    rows = supporter.signatures.select_related(
        "statement", "version__publish_wording", "version__keep_in_touch_wording"
    )
    rows = rows.prefetch_related("corrections", "consents__wording", "decisions__reason")
    return [_own(row) for row in rows.order_by("-created_at", "-pk")]


def kept_in_touch(supporter: Supporter) -> Consent | None:
    """The consent to campaign mail that stands now."""
    return _mail_consents(supporter).active().select_related("wording").first()


def mail_history(supporter: Supporter) -> list[Consent]:
    return list(_mail_consents(supporter).select_related("wording").order_by("-given_at", "-pk"))


def version_for_mail(supporter: Supporter) -> StatementVersion | None:
    """Under whose wording this mailbox can agree to campaign mail: what it confirmed last."""
    rows = supporter.signatures.filter(confirmed_at__isnull=False).order_by("-confirmed_at", "-pk")
    latest = rows.select_related("version__keep_in_touch_wording").first()
    return latest.version if latest else None


def _mail_consents(supporter: Supporter) -> QuerySet[Consent]:
    return supporter.consents.filter(purpose=Purpose.KEEP_IN_TOUCH)


def _own(signature: Signature) -> OwnSignature:
    state = State(signature.state)
    corrections = sorted(signature.corrections.all(), key=lambda each: each.pk, reverse=True)
    latest = next((each for each in corrections if each.by_signer), None)
    counted = state == State.PUBLISHED and not signature.public_name
    can_withdraw = state != State.WITHDRAWN
    return OwnSignature(
        signature=signature,
        status=COUNTED if counted else WHERE_IT_STANDS[state],
        pending=next((each for each in corrections if each.outcome == "pending"), None),
        fixes=[each for each in corrections if not each.by_signer],
        declined=latest if latest and latest.outcome == "declined" else None,
        consents=sorted(signature.consents.all(), key=lambda each: each.pk),
        decisions=sorted(signature.decisions.all(), key=lambda each: each.pk),
        can_correct=state in CORRECTABLE,
        can_withdraw=can_withdraw,
        less=[(way.value, SHOW_LESS[way]) for way in narrower(signature.display)] if can_withdraw else [],
    )
