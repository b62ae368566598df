"""The queue and the acts at the desk. Every view asks who is there."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from signatures.admin import queue as queues
from signatures.admin import seen_rows, sentences
from signatures.admin.filters import flag_choices
from signatures.admin.forms import DecisionForm, choices_from, reason_groups
from signatures.admin.log_actions import SEE_ADDRESS
from signatures.admin.narrowing import Narrowing
from signatures.admin.sentences import page_of
from signatures.models import Correction, Decision, Signature
from signatures.permissions import can_moderate, can_see_address
from signatures.services import moderation
from signatures.services.transitions import NoSuchMove
from staff.access import only_if


@require_safe
@never_cache
@only_if(can_moderate)
def queue(request: HttpRequest) -> HttpResponse:
    """Every waiting signature, oldest first, each with its own form; or those set aside."""
    narrowing = Narrowing.asked_by(request.GET)
    page = queues.queue_page(narrowing, request.GET.get("p", "1"))
    context = {
        "narrowing": narrowing,
        "flags": flag_choices(),
        "page": page,
        "rows_seen": seen_rows.sign(request.user, page.object_list),
        "statements": queues.statements_with(narrowing.state),
        "recent": queues.recent_work(request.user),
        "figures": queues.queue_figures(),
        "choices": choices_from(narrowing.state),
        "reasons": reason_groups(),
        "corrections": Correction.objects.pending().count(),
        "breadcrumbs": [{"url": "", "label": _("Signature queue")}],
    }
    return render(request, "signatures/admin/queue.html", context)


@require_POST
@only_if(can_moderate)
def decide(request: HttpRequest, signature_id: int) -> HttpResponse:
    """One decision. Whoever is second learns who was first."""
    form = DecisionForm(request.POST)
    signature = get_object_or_404(Signature, pk=signature_id)
    if not form.is_valid():
        if not form.wrong_reason:
            raise BadRequest("This decision can't be read.")
        messages.error(request, form.wrong_reason)
        return redirect(_back(request, signature))
    try:
        decision = moderation.decide(signature.pk, by=request.user, **form.given)
    except Signature.DoesNotExist:
        _tell_that_it_is_gone(request)
        return redirect("signatures_admin:queue")
    except moderation.AlreadyDecided as late:
        _tell_who_was_first(request, late)
    except NoSuchMove as error:
        raise BadRequest("There is no such decision for this signature.") from error
    else:
        messages.success(request, sentences.decided(decision))
    return redirect(_back(request, signature))


@require_POST
@only_if(can_moderate)
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Takes one decision back, one's own or another's, while nothing has followed it."""
    decision = get_object_or_404(Decision.objects.select_related("signature"), pk=decision_id)
    try:
        undone = moderation.undo(decision.pk, by=request.user)
    except (Signature.DoesNotExist, Decision.DoesNotExist):
        _tell_that_it_is_gone(request)
        return redirect("signatures_admin:queue")
    except moderation.AlreadyDecided as late:
        _tell_who_was_first(request, late)
    else:
        messages.success(request, sentences.undone(undone))
    return redirect(_back(request, decision.signature))


@require_POST
@never_cache
@only_if(can_see_address)
def address(request: HttpRequest, signature_id: int) -> HttpResponse:
    """Shows the address behind a signature, and logs that somebody looked."""
    signature = get_object_or_404(Signature.objects.select_related("supporter"), pk=signature_id)
    log(instance=signature, action=SEE_ADDRESS, user=request.user)
    context = {
        "signature": signature,
        "may_moderate": can_moderate(request.user),
        "address": signature.supporter.address if signature.supporter else "",
        "breadcrumbs": [
            {"url": reverse("signatures_signature_modeladmin_index"), "label": _("Signatures")},
            {"url": page_of(signature), "label": signature.full_name},
            {"url": "", "label": _("Email address")},
        ],
    }
    return render(request, "signatures/admin/address.html", context)


def _tell_that_it_is_gone(request: HttpRequest) -> None:
    messages.warning(request, sentences.gone())


def _tell_who_was_first(request: HttpRequest, late: moderation.AlreadyDecided) -> None:
    page = messages.button(page_of(late.signature), _("Open it"))
    messages.warning(request, sentences.who_was_first(late), buttons=[page])


def _back(request: HttpRequest, signature: Signature) -> str:
    """Where the post came from: the signature's page, or the same tab of the queue with its filter."""
    if request.POST.get("after") == "inspect":
        return page_of(signature)
    kept = Narrowing.asked_by(request.POST).query
    return reverse("signatures_admin:queue") + (f"?{kept}" if kept else "")
