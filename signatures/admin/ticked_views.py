"""One act about many rows: those that somebody ticked in the queue or in the list, and no others."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from signatures.admin.forms import TickedForm
from signatures.admin.narrowing import Narrowing
from signatures.models import Act, Signature
from signatures.models.signature import STATE_LABELS
from signatures.permissions import can_moderate
from signatures.services import acts
from staff.access import only_if

NAMED = 5  # so many names in a message; the others are counted
LIST_PARAMETERS = ("q", "state", "statement", "source", "confirmed", "p")


@require_POST
@only_if(can_moderate)
def decide(request: HttpRequest) -> HttpResponse:
    """Decides about the ticked rows as they were on the screen; says how many moved, and which did not."""
    form = TickedForm(request.POST, user=request.user)
    if not form.is_valid():
        if not form.complaint:
            raise BadRequest("These rows can't be read.")
        messages.error(request, form.complaint)
        return redirect(_back(request))
    rows = form.ticked_rows
    description = ngettext("one ticked row", "%(number)d ticked rows", len(rows)) % {"number": len(rows)}
    act = acts.begin(
        Act.Kind.TICKED,
        form.to_state,
        by=request.user,
        reason=form.cleaned_data["reason"],
        note=form.cleaned_data["note"],
        description=description,
    )
    states, texts = {pk: row.state for pk, row in rows.items()}, {pk: row.text for pk, row in rows.items()}
    outcome = acts.decide(act, states, by=request.user, seen_texts=texts)
    if outcome.moved:
        messages.success(request, f"{_how_many(outcome.moved)}: {STATE_LABELS[form.to_state]}")
    else:
        act.delete()  # nothing happened
    _tell_of_the_others(request, outcome.left, _("Not changed, because they were decided or corrected meanwhile"))
    return redirect(_back(request))


@require_POST
@only_if(can_moderate)
def undo(request: HttpRequest, act_id: int) -> HttpResponse:
    """Takes a whole act back; what was decided since stands and is named."""
    act = get_object_or_404(Act, pk=act_id, kind=Act.Kind.TICKED)
    outcome = acts.undo(act, by=request.user)
    messages.success(request, _("Undone: %(how_many)s.") % {"how_many": _how_many(outcome.moved)})
    _tell_of_the_others(request, outcome.left, _("They stay as they are, because something followed"))
    return redirect(_back(request))


def _how_many(number: int) -> str:
    return ngettext("%(number)d signature", "%(number)d signatures", number) % {"number": number}


def _tell_of_the_others(request: HttpRequest, left: list[int], why: str) -> None:
    if not left:
        return
    rows = Signature.objects.filter(pk__in=left[:NAMED]).only("first_name", "last_name")
    names = [row.full_name for row in rows]
    if more := len(left) - len(names):
        names.append(ngettext("one more", "%(number)d more", more) % {"number": more})
    messages.warning(request, f"{why}: {', '.join(names)}")


def _back(request: HttpRequest) -> str:
    """The list that was posted from, with what it was narrowed to."""
    asked = QueryDict(request.POST.get("list_query", "")[:2000])
    if request.POST.get("after") == "list":
        kept = {name: asked[name] for name in LIST_PARAMETERS if asked.get(name)}
        address = reverse("signatures_signature_modeladmin_index")
    else:
        kept = Narrowing.asked_by(asked).kept
        address = reverse("signatures_admin:queue")
    return f"{address}?{urlencode(kept)}" if kept else address
