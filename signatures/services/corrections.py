"""Corrections: what a signer changes after confirming, and what organisers answer.

What says less is done at once. What would put another text on the wall waits until somebody has read it; meanwhile
the old text stays, or the whole signature goes back to the queue, as its signer chooses.
"""

from dataclasses import replace
from enum import Enum, auto

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from signatures.details import Details, Display, narrower
from signatures.models import Consent, Correction, Outcome, Purpose, Signature
from signatures.services import flagging, transitions, wall_text
from signatures.states import MODERATE, State

CORRECTABLE = frozenset({State.WAITING, State.HELD, State.PUBLISHED})
OWN_PAGE = "my-signature"  # the channel of a consent that was given there
LOG_ACTIONS = {Outcome.APPLIED: "signatures.correction_publish", Outcome.DECLINED: "signatures.correction_decline"}
LOG_UNDO = "signatures.correction_undo"


class Result(Enum):
    """What became of a signer's change."""

    DONE = auto()  # it stands, and nothing has to be checked that wasn't to be checked before
    WAITS = auto()  # the old text stays up until somebody has checked the new one
    HIDDEN = auto()  # the signature is off the wall until somebody has checked it


class NotCorrectable(Exception):
    """The signature is not confirmed, not published after a decision, or withdrawn."""


class SettledMeanwhile(Exception):
    """The correction is no longer what was on the screen: settled, changed by its signer, or gone with them."""


# --- The signer's ----------------------------------------------------------------------------------------------------


@transaction.atomic
def correct(signature_id: int, given: Details, *, hide: bool = False) -> Result:
    """Change names, roles or how they are shown, as the signer asks. `hide` takes a published text down meanwhile.

    A tick in `given` is a new consent to publish, under the wording of the version that was signed.
    Raises: NotCorrectable; ValueError when a name would be published without consent; Signature.DoesNotExist.
    """
    _supporter, signature = transitions.lock_own(signature_id)
    if signature.state not in CORRECTABLE:
        raise NotCorrectable
    _settle_consent(signature, given)
    given = replace(given, publish_consent=given.display != Display.COUNT_ONLY)
    pending = signature.corrections.pending().first()
    if signature.is_published and given.printed != signature.details.printed and given.display != Display.COUNT_ONLY:
        return _wait(signature, given, pending, hide=hide)
    if pending:
        pending.delete()  # the signer thought better of it
    if given != replace(signature.details, publish_consent=given.publish_consent, keep_in_touch=given.keep_in_touch):
        now = timezone.now()
        correction = _new(signature, given)
        correction.save()
        wall_text.take_over(correction, signature, now)
        flagging.look(signature)
    return Result.DONE


@transaction.atomic
def show_less(signature_id: int, display: Display) -> None:
    """Show a signature by its initial, or only count it: at once, in any state; never to show more.

    "Count me only" withdraws the consent to publish. Raises: Signature.DoesNotExist.
    """
    _supporter, signature = transitions.lock_own(signature_id)
    _show_less(signature, display)


def _show_less(signature: Signature, display: Display) -> None:
    for correction in signature.corrections.pending():
        if display == Display.COUNT_ONLY:
            correction.delete()
        elif display in narrower(correction.new_display):
            correction.new_display = display
            correction.save(update_fields=["new_display"])
    if display in narrower(signature.display):
        named = display != Display.COUNT_ONLY
        wall_text.write(signature, replace(signature.details, display=display, publish_consent=named))
        if signature.supporter_id and not named:
            _withdraw_consent(signature)


def _wait(signature: Signature, given: Details, pending: Correction | None, *, hide: bool) -> Result:
    if given.display in narrower(signature.display):
        _show_less(signature, given.display)
    if given.printed == signature.details.printed:  # all of the change was that it says less
        if pending:
            pending.delete()
        wall_text.write(signature, given)
        return Result.DONE
    correction = pending or _new(signature, given)
    correction.set_old(signature.details)
    correction.set_new(given)
    correction.made_at = timezone.now()
    correction.outcome, correction.settled_at = Outcome.PENDING, None
    correction.save()
    if not hide:
        return Result.WAITS
    transitions.move(signature, State.WAITING)  # which takes the new text into the row
    flagging.look(signature)
    return Result.HIDDEN


def _new(signature: Signature, given: Details) -> Correction:
    """Of the signer's, unsaved, as applied just now."""
    now = timezone.now()
    correction = Correction(signature=signature, by_signer=True, made_at=now, outcome=Outcome.APPLIED, settled_at=now)
    correction.set_old(signature.details)
    correction.set_new(given)
    return correction


def _settle_consent(signature: Signature, given: Details) -> None:
    if given.display == Display.COUNT_ONLY:
        _withdraw_consent(signature)
        return
    if signature.consents.filter(purpose=Purpose.PUBLISH).active().exists():
        return
    if not given.publish_consent:
        raise ValueError("A name is published with consent only.")
    version = signature.version
    Consent.objects.create(
        purpose=Purpose.PUBLISH,
        wording_id=version.publish_wording_id,
        version=version,
        signature=signature,
        channel=OWN_PAGE,
        given_at=timezone.now(),
    )


def _withdraw_consent(signature: Signature) -> None:
    signature.consents.filter(purpose=Purpose.PUBLISH).active().update(withdrawn_at=timezone.now())


# --- The desk's ------------------------------------------------------------------------------------------------------


@transaction.atomic
def settle(correction_id: int, outcome: Outcome, *, by, seen_text: str) -> Correction:
    """Publish a waiting correction, or keep the old text. `seen_text` is the `new_mark` of what was shown.

    Raises: SettledMeanwhile; PermissionDenied; ValueError for an outcome that is none.
    """
    _demand(by)
    if outcome not in LOG_ACTIONS:
        raise ValueError(outcome)
    correction, signature = _locked(correction_id)
    waits = correction.outcome == Outcome.PENDING and signature.is_published
    if not waits or correction.new_mark != seen_text:
        raise SettledMeanwhile
    now = timezone.now()
    if outcome == Outcome.APPLIED:
        wall_text.take_over(correction, signature, now, by=by)
    else:
        wall_text.settle(correction, outcome, now, by=by)
    log(instance=signature, action=LOG_ACTIONS[outcome], user=by)
    return correction


@transaction.atomic
def undo(correction_id: int, *, by) -> Correction:
    """Make a settled correction wait again; a published one's old text goes back on the wall.

    Raises: SettledMeanwhile when anything followed it; PermissionDenied.
    """
    _demand(by)
    correction, signature = _locked(correction_id)
    if not can_be_undone(correction, signature):
        raise SettledMeanwhile
    if correction.outcome == Outcome.APPLIED:
        before = replace(
            signature.details,
            first_name=correction.old_first_name,
            last_name=correction.old_last_name,
            roles=correction.old_roles,
            display=Display(correction.old_display),
        )
        wall_text.write(signature, before)
    wall_text.settle(correction, Outcome.PENDING, None)
    log(instance=signature, action=LOG_UNDO, user=by)
    return correction


def can_be_undone(correction: Correction, signature: Signature) -> bool:
    """Whether the text still stands as this correction left it, and no other one waits."""
    if not (correction.by_signer and correction.settled_by_id and signature.is_published):
        return False
    if signature.corrections.exclude(pk=correction.pk).filter(made_at__gt=correction.made_at).exists():
        return False
    return correction.outcome == Outcome.DECLINED or correction.new_mark == signature.text_mark


def _demand(user) -> None:
    if user is None or not user.has_perm(MODERATE):
        raise PermissionDenied


def _locked(correction_id: int) -> tuple[Correction, Signature]:
    """The correction as it stands once its signature is locked. Raises: SettledMeanwhile when it is gone."""
    try:
        signature = transitions.lock(Correction.objects.values_list("signature_id", flat=True).get(pk=correction_id))
        return Correction.objects.get(pk=correction_id), signature
    except (Correction.DoesNotExist, Signature.DoesNotExist):
        raise SettledMeanwhile from None
