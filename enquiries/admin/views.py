"""The acts in the inbox. Every view asks who is there."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from enquiries.admin.forms import AssignForm, BulkForm, MoveForm, NoteForm
from enquiries.admin.modeladmin import INDEX, INSPECT
from enquiries.models import Enquiry, EnquiryMove
from enquiries.permissions import can_handle
from enquiries.services import handling
from enquiries.states import State
from staff.access import only_if


@require_POST
@only_if(can_handle)
def move(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """One move. Whoever is second learns who was first."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadRequest("This move can't be read.")
    enquiry = get_object_or_404(Enquiry, id=enquiry_id)
    try:
        made = handling.move(
            enquiry.pk, State(form.cleaned_data["to"]), by=request.user, seen=State(form.cleaned_data["seen"])
        )
    except handling.MovedMeanwhile as late:
        _tell_who_was_first(request, late)
    except handling.NoSuchMove as error:
        raise BadRequest("There is no such move for this enquiry.") from error
    else:
        _tell(request, enquiry, made)
    return redirect(INSPECT, enquiry.pk)


@require_POST
@only_if(can_handle)
def undo(request: HttpRequest, move_id: int) -> HttpResponse:
    """Takes one move back, one's own or another's, while nothing has followed it."""
    undone = get_object_or_404(EnquiryMove.objects.select_related("enquiry"), id=move_id)
    try:
        made = handling.undo(undone.pk, by=request.user)
    except handling.MovedMeanwhile as late:
        _tell_who_was_first(request, late)
    else:
        _tell(request, undone.enquiry, made)
    return redirect(INSPECT, undone.enquiry_id)


@require_POST
@only_if(can_handle)
def assign(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """Gives the enquiry to an organiser; `me` is a button of its own."""
    enquiry = get_object_or_404(Enquiry, id=enquiry_id)
    form = AssignForm(request.POST, enquiry=enquiry)
    if not form.is_valid():
        raise BadRequest("There is no such organiser.")
    person = request.user if "me" in request.POST else form.cleaned_data["assigned_to"]
    handling.assign(enquiry.pk, person, by=request.user)
    messages.success(request, _("Assigned to %(who)s.") % {"who": person or _("nobody")})
    return redirect(INSPECT, enquiry.pk)


@require_POST
@only_if(can_handle)
def note(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """Adds a note. A refused one is shown with its reason, and nothing typed is lost."""
    enquiry = get_object_or_404(Enquiry, id=enquiry_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = {
            "enquiry": enquiry,
            "note_form": form,
            "heading": _("Note"),
            "breadcrumbs": [
                {"url": reverse(INDEX), "label": _("Enquiries")},
                {"url": reverse(INSPECT, args=[enquiry.pk]), "label": capfirst(str(enquiry))},
                {"url": "", "label": _("Note")},
            ],
        }
        return render(request, "enquiries/admin/note.html", context, status=422)
    handling.add_note(enquiry.pk, form.cleaned_data["text"], by=request.user)
    messages.success(request, _("The note is added."))
    return redirect(INSPECT, enquiry.pk)


@require_POST
@only_if(can_handle)
def bulk(request: HttpRequest) -> HttpResponse:
    """Releases, quarantines or deletes what was on the screen. Deleting asks once more, for it can't be undone."""
    form = BulkForm(request.POST)
    if not form.is_valid():
        raise BadRequest("This can't be read.")
    act = form.cleaned_data["act"]
    if not form.ids:
        messages.warning(request, _("Nothing was ticked, so nothing changed."))
    elif act == BulkForm.DELETE and not form.cleaned_data["sure"]:
        doomed = list(Enquiry.objects.deletable().filter(pk__in=form.ids).order_by("-received_at", "-pk"))
        context = {
            "doomed": doomed,
            "heading": _("Delete enquiries"),
            "breadcrumbs": [{"url": _back(act), "label": _("Quarantine")}, {"url": "", "label": _("Delete enquiries")}],
        }
        return render(request, "enquiries/admin/delete.html", context)
    else:
        _tell_bulk(request, act, _do(act, form.ids, request.user))
    return redirect(_back(act))


def _do(act: str, ids: list[int], user) -> int:
    match act:
        case BulkForm.RELEASE:
            return handling.move_all(ids, State.NEW, by=user, seen=State.QUARANTINED)
        case BulkForm.QUARANTINE:
            return handling.move_all(ids, State.QUARANTINED, by=user, seen=State.NEW)
    return handling.delete(ids, by=user)


def _tell_bulk(request: HttpRequest, act: str, number: int) -> None:
    texts = {
        BulkForm.RELEASE: ngettext(
            "%(number)s enquiry is among the new ones now.", "%(number)s enquiries are among the new ones now.", number
        ),
        BulkForm.QUARANTINE: ngettext(
            "%(number)s enquiry is in quarantine now.", "%(number)s enquiries are in quarantine now.", number
        ),
        BulkForm.DELETE: ngettext("%(number)s enquiry is deleted.", "%(number)s enquiries are deleted.", number),
    }
    messages.success(request, texts[act] % {"number": number})


def _back(act: str) -> str:
    state = State.NEW if act == BulkForm.QUARANTINE else State.QUARANTINED
    return f"{reverse(INDEX)}?state={state.value}"


def _tell(request: HttpRequest, enquiry: Enquiry, made: EnquiryMove) -> None:
    facts = {"enquiry": capfirst(str(enquiry)), "state": made.get_to_state_display()}
    messages.success(request, _("%(enquiry)s: %(state)s") % facts)


def _tell_who_was_first(request: HttpRequest, late: handling.MovedMeanwhile) -> None:
    facts = {"enquiry": capfirst(str(late.enquiry)), "state": late.enquiry.state_label}
    if late.move is None:
        text = _("Nothing changed. %(enquiry)s is %(state)s.")
    else:
        facts["who"] = late.move.made_by or _("somebody who has left")
        text = _("Nothing changed: %(who)s was quicker. %(enquiry)s is %(state)s. You may undo that below.")
    messages.warning(request, text % facts)
