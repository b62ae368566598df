"""The one page with all switches."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from staff.access import only_if
from switches import permissions, services
from switches.forms import SwitchForm
from switches.models import IS_ON, Kind, Switch

SHOWN_OF_THE_PAST = 20


@require_safe
@never_cache
@only_if(permissions.can_use_switches)
def switches(request: HttpRequest) -> HttpResponse:
    """What is on, what can be turned on, and what was on before."""
    return _page(request)


@require_POST
@never_cache
@only_if(permissions.can_use_switches)
def turn_on(request: HttpRequest, kind: str) -> HttpResponse:
    """Turns a switch on at once; 422 with what was typed when something is missing."""
    if kind not in Kind.values:
        raise BadRequest("There is no such switch.")
    form = SwitchForm(request.POST, kind=Kind(kind))
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        switch = services.turn_on(
            form.kind,
            by=request.user,
            reason=form.cleaned_data["reason"],
            text=form.cleaned_data.get("text", ""),
            statement_id=form.statement_id,
        )
    except services.AlreadyOn as already:
        who = already.switch.on_by if already.switch else _("somebody")
        messages.warning(request, _("It is on already: %(who)s was quicker.") % {"who": who})
    else:
        messages.success(request, _("On: %(switch)s. Pages show it within a minute.") % {"switch": switch.name})
    return redirect("switches:switches")


@require_POST
@never_cache
@only_if(permissions.can_use_switches)
def turn_off(request: HttpRequest, switch_id: int) -> HttpResponse:
    """Turns it off at once."""
    switch = get_object_or_404(Switch.objects.select_related("statement"), pk=switch_id)
    if services.turn_off(switch.pk, by=request.user):
        messages.success(request, _("Off: %(switch)s. Pages follow within a minute.") % {"switch": switch.name})
    else:
        messages.warning(request, _("It was off already."))
    return redirect("switches:switches")


def _page(request: HttpRequest, refused: SwitchForm | None = None, status: int = 200) -> HttpResponse:
    known = Switch.objects.select_related("on_by", "off_by", "statement")
    on = list(known.filter(IS_ON).order_by("-on_at"))
    everywhere = {switch.kind for switch in on if switch.statement_id is None}
    forms = [SwitchForm(kind=kind) for kind in Kind if kind not in everywhere]
    context = {
        "on": on,
        "forms": [refused if refused and refused.kind == form.kind else form for form in forms],
        "past": known.exclude(IS_ON).order_by("-on_at", "-pk")[:SHOWN_OF_THE_PAST],
        "breadcrumbs": [{"url": "", "label": _("Emergency switches")}],
    }
    return render(request, "switches/switches.html", context, status=status)
