"""The queue and the acts at the desk. Every view asks who is there."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from signatures.admin import queue as queues
from signatures.admin.forms import DecisionForm
from signatures.models import Decision, Reason, Signature
from signatures.permissions import can_moderate, can_see_address, only_if
from signatures.services import moderation
from signatures.services.transitions import NoSuchMove


@require_safe
@never_cache
@only_if(can_moderate)
def queue(request: HttpRequest) -> HttpResponse:
    """Every waiting signature, oldest first, each with its own form; or those set aside."""
    show = request.GET.get("show") if request.GET.get("show") in queues.SHOWN_STATES else "waiting"
    state = queues.SHOWN_STATES[show]
    asked = request.GET.get("statement", "")
    statement_id = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    context = {
        "show": show,
        "page": queues.queue_page(state, statement_id, request.GET.get("p", "1")),
        "statements": queues.statements_with(state),
        "statement_id": statement_id,
        "recent": queues.recent_decisions(request.user),
        "figures": queues.desk_figures(),
        "reasons": Reason.choices,
    }
    return render(request, "signatures/admin/queue.html", context)


@require_POST
@only_if(can_moderate)
def decide(request: HttpRequest, signature_id: int) -> HttpResponse:
    """One decision. Whoever is second learns who was first."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise BadRequest("This decision can't be read.")
    signature = get_object_or_404(Signature, pk=signature_id)
    try:
        decision = moderation.decide(
            signature.pk,
            form.to_state,
            by=request.user,
            seen=form.seen_state,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
        )
    except moderation.AlreadyDecided as late:
        messages.warning(request, _already(late))
    except NoSuchMove as error:
        raise BadRequest("There is no such decision for this signature.") from error
    else:
        done = {"name": signature.full_name, "state": decision.get_to_state_display()}
        messages.success(request, _("%(name)s: %(state)s. You can undo this below.") % done)
    return redirect(_back(request))


@require_POST
@only_if(can_moderate)
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Takes one decision back, one's own or another's, while nothing has followed it."""
    decision = get_object_or_404(Decision.objects.select_related("signature"), pk=decision_id)
    try:
        undone = moderation.undo(decision.pk, by=request.user)
    except moderation.AlreadyDecided as late:
        messages.warning(request, _already(late))
    else:
        name, state = decision.signature.full_name, undone.get_to_state_display()
        messages.success(request, _("Undone. %(name)s: %(state)s.") % {"name": name, "state": state})
    return redirect(_back(request))


@require_POST
@never_cache
@only_if(can_see_address)
def address(request: HttpRequest, signature_id: int) -> HttpResponse:
    """Shows the address behind a signature, and logs that somebody looked."""
    signature = get_object_or_404(Signature.objects.select_related("supporter"), pk=signature_id)
    log(instance=signature, action="signatures.see_address", user=request.user)
    found = signature.supporter.address if signature.supporter else ""
    return render(request, "signatures/admin/address.html", {"signature": signature, "address": found})


def _already(late: moderation.AlreadyDecided) -> str:
    state = late.signature.state_label
    if late.decision is None or late.decision.by_signer:
        return _("Nothing changed: this signature is %(state)s by now.") % {"state": state}
    who = late.decision.made_by or _("somebody who has left")
    return _("Nothing changed: %(who)s was quicker, and this signature is %(state)s. You may undo that on its page.") % {
        "who": who,
        "state": state,
    }


def _back(request: HttpRequest) -> str:
    """Where the post came from: the same tab of the queue, with its filter."""
    kept = {name: request.POST[name] for name in ("show", "statement") if request.POST.get(name)}
    if kept.get("show") not in queues.SHOWN_STATES:
        kept.pop("show", None)
    after = request.POST.get("after", "")
    if after == "inspect" and request.POST.get("signature", "").isdecimal():
        return reverse("signatures_signature_modeladmin_inspect", args=[request.POST["signature"]])
    return reverse("signatures_admin:queue") + (f"?{urlencode(kept)}" if kept else "")

