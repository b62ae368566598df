"""The pages on which organisers clear a flood: describe, look, decide about all at once, take it back."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from background.models import Job
from signatures.admin.bulk_review_forms import DescriptionForm, ReviewForm
from signatures.admin.forms import choices_from, reason_groups
from signatures.admin.queue import for_the_desk
from signatures.described import GROUPED_UP_TO, Look, look
from signatures.models import BulkReview, StatementPage
from signatures.permissions import can_bulk_review
from signatures.services import bulk_review as reviews
from staff.access import only_if

RECENT = 10
DESCRIPTION = tuple(DescriptionForm.base_fields)


@require_safe
@never_cache
@only_if(can_bulk_review)
def describe(request: HttpRequest) -> HttpResponse:
    """The form; once it is filled in, how many there are, some of them, and what may become of them."""
    asked = _joined(request.GET) if "state" in request.GET else None
    return _page(request, DescriptionForm(asked, auto_id="describe-%s"))


@require_POST
@never_cache
@only_if(can_bulk_review)
def start(request: HttpRequest) -> HttpResponse:
    """Begins a review of what was on the screen; 422 when something is missing."""
    description, form = DescriptionForm(request.POST, auto_id="describe-%s"), ReviewForm(request.POST)
    if not description.is_valid() or not form.is_valid():
        return _page(request, description, form, status=422)
    given = form.cleaned_data
    review = reviews.start(
        description.described,
        given["seen_at"],
        form.to_state,
        by=request.user,
        reason=given["reason"],
        note=given["note"],
    )
    return redirect("signatures_admin:bulk_review", review.pk)


@require_safe
@never_cache
@only_if(can_bulk_review)
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """One review: what was described, who did what and why, how far it is, and its undo."""
    found = get_object_or_404(_reviews(), pk=review_id)
    job, undo_job = reviews.job_of(found), reviews.undo_job_of(found)
    context = {
        "review": found,
        "act": found.act,
        "description": reviews.described_by(found).in_words(),
        "job": job,
        "undo_job": undo_job,
        "can_undo": not job.is_unfinished and undo_job is None and found.act.number > 0,
        "breadcrumbs": [
            {"url": reverse("signatures_admin:bulk_reviews"), "label": _("Bulk review")},
            {"url": "", "label": capfirst(str(found))},
        ],
    }
    return render(request, "signatures/admin/bulk_review.html", context)


@require_POST
@never_cache
@only_if(can_bulk_review)
def undo(request: HttpRequest, review_id: int) -> HttpResponse:
    """Takes everything that a review decided back, in the background."""
    found = get_object_or_404(BulkReview, pk=review_id)
    try:
        reviews.undo(found, by=request.user)
    except reviews.NothingToUndo:
        messages.warning(request, _("It was undone before, or it still runs: cancel it first."))
    return redirect("signatures_admin:bulk_review", found.pk)


def _page(
    request: HttpRequest, description: DescriptionForm, refused: ReviewForm | None = None, status: int = 200
) -> HttpResponse:
    seen_at = timezone.now()
    context = {
        "form": description,
        "refused": refused,
        "recent": _with_jobs(_reviews().order_by("-pk")[:RECENT]),
        "breadcrumbs": [{"url": "", "label": _("Bulk review")}],
    }
    if description.is_bound and description.is_valid():
        described = description.described
        found = look(described, seen_at, for_the_desk())
        context |= {
            "look": found,
            "description": described.in_words(),
            "networks": _network_links(description, found),
            "too_many_for_groups": found.count > GROUPED_UP_TO,
            "kept": [(name, value) for name, value in _asked(description).items() if value],
            "seen_at": seen_at.isoformat(),
            "choices": choices_from(described.state),
            "reason_groups": reason_groups(),
        }
    return render(request, "signatures/admin/bulk_reviews.html", context, status=status)


def _joined(query: QueryDict) -> QueryDict:
    """The same with the domains that were ticked, or typed, as one text."""
    joined = query.copy()
    joined["domains"] = "\n".join(query.getlist("domains"))
    return joined


def _asked(description: DescriptionForm) -> dict[str, str]:
    """The description as it was typed, for hidden fields and links."""
    return {name: description.data.get(name, "") for name in DESCRIPTION}


def _network_links(description: DescriptionForm, found: Look) -> list[tuple[str, int, str]]:
    """The networks that stand out, each with a link that narrows the set to it."""
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in _asked(description).items() if value})
    links = []
    for network, number in found.networks:
        asked["network"] = network
        links.append((network[:8], number, f"?{asked.urlencode()}"))
    return links


def _reviews():
    titles = Prefetch("statement", StatementPage.objects.only("title"))
    return BulkReview.objects.select_related("act__made_by", "act__reason", "act__undone_by").prefetch_related(titles)


def _with_jobs(rows) -> list[tuple[BulkReview, Job]]:
    rows = list(rows)
    jobs = Job.objects.filter(kind=reviews.REVIEW, subject_id__in=[row.pk for row in rows]).select_related("made_by")
    by_review = {job.subject_id: job for job in jobs}
    return [(row, by_review[row.pk]) for row in rows if row.pk in by_review]
