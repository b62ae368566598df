"""The page of corrections that signers of published names asked for: old text and new, side by side."""

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from signatures.models import Correction, Outcome
from signatures.permissions import can_moderate
from signatures.services import corrections
from staff.access import only_if

PAGE_SIZE = 100
RECENT = 5
ANSWERS = {"publish": Outcome.APPLIED, "keep": Outcome.DECLINED}


@require_safe
@never_cache
@only_if(can_moderate)
def waiting(request: HttpRequest) -> HttpResponse:
    """Every correction that waits, the oldest first, each with its own form."""
    context = {
        "page": _page(request.GET.get("p", "1")),
        "recent": _recent(request.user),
        "may_moderate": True,
        "breadcrumbs": [{"url": "", "label": _("Corrections by signers")}],
    }
    return render(request, "signatures/admin/corrections.html", context)


@require_POST
@only_if(can_moderate)
def settle(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Publishes the new text, or keeps the old."""
    outcome = ANSWERS.get(request.POST.get("answer", ""))
    if outcome is None:
        raise BadRequest("This answer can't be read.")
    try:
        done = corrections.settle(correction_id, outcome, by=request.user, seen_text=request.POST.get("seen_text", ""))
    except corrections.SettledMeanwhile:
        messages.warning(request, _("Nothing changed: somebody settled it already, or its signer changed it again."))
    else:
        messages.success(request, f"{done.new_name or done.old_name}: {done.get_outcome_display()}")
    return redirect("signatures_admin:corrections")


@require_POST
@only_if(can_moderate)
def undo(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Makes a settled correction wait again."""
    try:
        corrections.undo(correction_id, by=request.user)
    except corrections.SettledMeanwhile:
        messages.warning(request, _("Nothing changed: something else happened to this signature since."))
    else:
        messages.success(request, _("Undone: the correction waits again."))
    return redirect("signatures_admin:corrections")


def _page(number: str) -> Page:
    rows = Correction.objects.pending().select_related("signature").defer("signature__address_typed")
    return Paginator(rows.order_by("made_at", "pk"), PAGE_SIZE).get_page(number)


def _recent(user) -> list[Correction]:
    mine = Correction.objects.filter(settled_by=user, by_signer=True).select_related("signature")
    latest = mine.defer("signature__address_typed").order_by("-settled_at")[:RECENT]
    return [correction for correction in latest if corrections.can_be_undone(correction, correction.signature)]
