"""The sample of what the site published by itself, for human eyes: who looked at it, and when."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from signatures.models import AutomaticPublication
from signatures.permissions import can_moderate
from signatures.services import automatic
from staff.access import only_if

MOST_FLAGGED = 50


@require_safe
@never_cache
@only_if(can_moderate)
def sample(request: HttpRequest) -> HttpResponse:
    """The sample of one day, yesterday's unless the address says another; and what was flagged since it was up."""
    today = timezone.localdate()
    day = _day(request.GET.get("day", "")) or today - timedelta(days=1)
    drawn = _rows(automatic.sample(day))
    context = {
        "day": day,
        "drawn": drawn,
        "unseen": [row for row in drawn if row.looked_at is None],
        "figures": automatic.figures(day),
        "flagged": _rows(automatic.flagged_since().order_by("-pk")[:MOST_FLAGGED]),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None,
        "may_moderate": True,
        "breadcrumbs": [
            {"url": reverse("signatures_admin:queue"), "label": _("Signature queue")},
            {"url": "", "label": _("Published by the site")},
        ],
    }
    return render(request, "signatures/admin/sample.html", context)


@require_POST
@only_if(can_moderate)
def looked(request: HttpRequest) -> HttpResponse:
    """Notes that somebody has looked at those that were on the screen, or takes that back."""
    numbers = [int(text) for text in request.POST.getlist("row") if text.isdecimal() and len(text) < 19]
    numbers = numbers[: automatic.SAMPLE_AT_MOST + MOST_FLAGGED]
    if "back" in request.POST:
        number = automatic.take_look_back(numbers, by=request.user)
        said = ngettext("Taken back for %(number)d.", "Taken back for %(number)d.", number)
    else:
        number = automatic.look_at(numbers, by=request.user)
        said = ngettext("You have looked at %(number)d.", "You have looked at %(number)d.", number)
    messages.success(request, said % {"number": number})
    day = _day(request.POST.get("day", ""))
    query = f"?{urlencode({'day': day.isoformat()})}" if day else ""
    return redirect(reverse("signatures_admin:sample") + query)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # the thirtieth of February
        return None


def _rows(publications) -> list[AutomaticPublication]:
    """With what the page shows of them; no address is read."""
    signature = "decision__signature"
    wanted = publications.select_related("looked_by", f"{signature}__supporter", f"{signature}__statement")
    wanted = wanted.defer(f"{signature}__address_typed", f"{signature}__supporter__address")
    return list(wanted.prefetch_related(f"{signature}__flags"))
