"""The charts, and their numbers as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from signatures.admin.charts import SPANS, Charts
from signatures.permissions import can_moderate, can_see_charts
from staff.access import only_if


@require_safe
@never_cache
@only_if(can_see_charts)
def charts(request: HttpRequest) -> HttpResponse:
    """Signatures by day and by source, drawn by the page itself, with every number in a table beside."""
    shown = _asked_for(request)
    asked = {"days": shown.days} | ({"statement": shown.statement_id} if shown.statement_id else {})
    context = {
        "charts": shown,
        "spans": SPANS,
        "csv_url": f"{reverse('signatures_admin:charts_csv')}?{urlencode(asked)}",
        "may_moderate": can_moderate(request.user),
        "heading": _("Charts"),
        "icon": "calendar-alt",
        "breadcrumbs": [{"url": "", "label": _("Charts")}],
    }
    return render(request, "signatures/admin/charts.html", context)


@require_safe
@never_cache
@only_if(can_see_charts)
def charts_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers for a spreadsheet."""
    response = HttpResponse(_asked_for(request).as_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="signatures-by-day-and-source.csv"'
    return response


def _asked_for(request: HttpRequest) -> Charts:
    """What the address asks for; numbers that can't be meant count as none."""
    return Charts(_number(request.GET.get("statement", "")), _number(request.GET.get("days", "")) or 0)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
