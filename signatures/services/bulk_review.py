"""Deciding about a whole described set, in the background, and taking it back as one."""

from datetime import datetime

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from background import services as background
from background.kinds import Kind, Portion
from background.models import Job
from signatures.described import Described
from signatures.models import Act, BulkReview, Reason
from signatures.models.signature import STATE_LABELS
from signatures.permissions import can_bulk_review
from signatures.services import acts
from signatures.states import State

REVIEW, UNDO = "signatures.bulk_review", "signatures.undo_act"  # the kinds of background work
PORTION = 500


class NothingToUndo(Exception):
    """It was undone before, or it still runs."""


@transaction.atomic
def start(
    described: Described, seen_at: datetime, to: State, *, by, reason: Reason | None = None, note: str = ""
) -> BulkReview:
    """Have the set, as it stood at `seen_at`, moved to `to` in the background.

    Raises: ValueError when nothing says why; PermissionDenied.
    """
    if not can_bulk_review(by):
        raise PermissionDenied
    if reason is None and not note.strip():
        raise ValueError("A bulk review says why.")
    words = "; ".join(f"{label}: {value}" for label, value in described.in_words(with_pattern=False))
    act = acts.begin(Act.Kind.REVIEW, to, by=by, reason=reason, note=note, description=words)
    review = BulkReview.objects.create(
        act=act,
        statement=described.statement,
        state=described.state,
        since=described.since,
        until=described.until,
        domains="\n".join(described.domains),
        network=described.network,
        name_pattern=described.name_pattern,
        flag=described.flag,
        seen_at=seen_at,
        total=described.signatures(seen_at).count(),
    )
    log(instance=act, action=REVIEW, user=by, data={"from": described.state, "to": to, "number": review.total})
    title = _("Bulk review %(number)s: to “%(state)s”") % {"number": review.pk, "state": STATE_LABELS[to]}
    background.start(REVIEW, title, by=by, subject_id=review.pk, total=review.total)
    return review


@transaction.atomic
def undo(review: BulkReview, *, by) -> Job:
    """Have everything that the review decided taken back. Raises: NothingToUndo; PermissionDenied."""
    if not can_bulk_review(by):
        raise PermissionDenied
    act = Act.objects.select_for_update().get(pk=review.act_id)
    if job_of(review).is_unfinished or Job.objects.about(UNDO, act.pk).exists():
        raise NothingToUndo
    acts.begin_undo(act, by=by)
    log(instance=act, action=UNDO, user=by, data={"number": act.number})
    title = _("Undo of bulk review %(number)s") % {"number": review.pk}
    return background.start(UNDO, title, by=by, subject_id=act.pk, total=act.number)


def described_by(review: BulkReview) -> Described:
    """The set that the review is about."""
    return Described(
        state=State(review.state),
        statement=review.statement,
        since=review.since,
        until=review.until,
        domains=tuple(review.domains.split()),
        network=review.network,
        name_pattern=review.name_pattern,
        flag=review.flag,
    )


def job_of(review: BulkReview) -> Job:
    return Job.objects.about(REVIEW, review.pk).latest("pk")


def undo_job_of(review: BulkReview) -> Job | None:
    return Job.objects.about(UNDO, review.act_id).order_by("pk").last()


class ReviewWork(Kind):
    """Moves the next signatures of the set."""

    def portion(self, job: Job) -> Portion:
        review = BulkReview.objects.select_related("act__reason", "statement").get(pk=job.subject_id)
        if not can_bulk_review(job.made_by):
            raise PermissionDenied
        described = described_by(review)
        ids = described.next_portion(review.seen_at, job.cursor or 0, PORTION)
        outcome = acts.decide_portion(review.act, dict.fromkeys(ids, described.state), by=job.made_by)
        return Portion(
            cursor=ids[-1] if ids else job.cursor,
            done=outcome.moved,
            counts={"moved": outcome.moved},
            is_last=len(ids) < PORTION,
        )

    def outcome(self, job: Job) -> str:
        moved = job.result.get("moved", 0)
        words = ngettext("%(number)s signature moved.", "%(number)s signatures moved.", moved)
        words %= {"number": intcomma(moved)}
        left = (job.total or 0) - moved
        if job.is_unfinished or left <= 0:
            return words
        return f"{words} " + ngettext(
            "%(number)s was left alone: not reached, or decided or withdrawn meanwhile.",
            "%(number)s were left alone: not reached, or decided or withdrawn meanwhile.",
            left,
        ) % {"number": intcomma(left)}

    def url(self, job: Job) -> str:
        return _page_of(job.subject_id)


class UndoWork(Kind):
    """Takes the next decisions of an act back."""

    def portion(self, job: Job) -> Portion:
        if not can_bulk_review(job.made_by):
            raise PermissionDenied
        undoing = Act.objects.get(undoes=job.subject_id)
        outcome = acts.undo_portion(undoing, by=job.made_by, after=job.cursor or 0, size=PORTION)
        return Portion(
            cursor=outcome.cursor or job.cursor,
            done=outcome.moved + len(outcome.left),
            counts={"moved": outcome.moved, "left": len(outcome.left)},
            is_last=outcome.cursor is None,
        )

    def outcome(self, job: Job) -> str:
        moved, left = job.result.get("moved", 0), job.result.get("left", 0)
        words = ngettext("%(number)s decision taken back.", "%(number)s decisions taken back.", moved)
        if left:
            words += " " + ngettext(
                "%(left)s stands, because something followed it.",
                "%(left)s stand, because something followed them.",
                left,
            )
        return words % {"number": intcomma(moved), "left": intcomma(left)}

    def url(self, job: Job) -> str:
        review = BulkReview.objects.filter(act=job.subject_id).only("pk").first()
        return _page_of(review.pk) if review else ""


def _page_of(review_id: int) -> str:
    return reverse("signatures_admin:bulk_review", args=[review_id])
