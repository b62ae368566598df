"""Ordering, downloading and cancelling. Every view asks who is there."""

from threading import BoundedSemaphore

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from paper import codes, services
from paper.admin.forms import OrderForm
from paper.content import sheet_content
from paper.drawing.sheet import Printed
from paper.drawing.sheet import render as draw
from paper.models import SheetBatch
from paper.permissions import can_order_sheets
from staff.access import only_if

INDEX = "paper_sheetbatch_modeladmin_index"
# Of each process: whoever has many sheets made at once waits in a line of his own.
ONE_AT_A_TIME = BoundedSemaphore(1)
WAIT_SECONDS = 5


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_if(can_order_sheets)
def order(request: HttpRequest) -> HttpResponse:
    """The form; a good one makes the sheets and leads to the list, where they can be downloaded."""
    form = OrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        batch = services.order(
            given["statement"].version,
            given["event"],
            number=given["number"],
            held_on=given["held_on"],
            two_sided=given["two_sided"],
            by=request.user,
        )
        download = messages.button(reverse("paper_admin:sheets", args=[batch.pk]), _("Download the PDF"))
        messages.success(request, _("Ready: %(batch)s.") % {"batch": batch}, buttons=[download])
        return redirect(INDEX)
    context = {
        "form": form,
        "breadcrumbs": [
            {"url": reverse(INDEX), "label": _("Petition sheets")},
            {"url": "", "label": _("Order sheets")},
        ],
    }
    return render(request, "paper/admin/order.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@only_if(can_order_sheets)
def sheets(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The PDF of a batch, made anew each time from what was ordered; a cancelled batch has none.

    Two hundred sheets take half a second (docs/decisions/0023), one batch at a time.
    """
    batch = get_object_or_404(SheetBatch.objects.select_related("version__statement"), id=batch_id)
    if batch.is_cancelled:
        messages.warning(request, _("These sheets were cancelled. Take the cancelling back to print them again."))
        return redirect(INDEX)
    if not ONE_AT_A_TIME.acquire(timeout=WAIT_SECONDS):
        messages.warning(request, _("Other sheets are just being made. Please try again in a moment."))
        return redirect(INDEX)
    try:
        file = _file(batch)
    finally:
        ONE_AT_A_TIME.release()
    response = HttpResponse(file, content_type="application/pdf")
    name = f"sheets-{slugify(batch.event)[:40] or batch.pk}-{intcomma(batch.number)}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _file(batch: SheetBatch) -> bytes:
    statement = batch.version.statement
    occasion = batch.event
    if batch.held_on:
        occasion = f"{occasion}, {date_format(batch.held_on, 'j F Y')}"
    printed = [Printed(codes.printed(sheet.code), f"{occasion} · {sheet.number}") for sheet in batch.sheets.all()]
    return draw(sheet_content(statement, batch.version), printed, two_sided=batch.two_sided, changed=batch.made_at)


@require_POST
@only_if(can_order_sheets)
def cancel(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Cancels a batch; the message offers to take that back."""
    batch = services.cancel(get_object_or_404(SheetBatch, id=batch_id).pk, by=request.user)
    messages.success(request, _("Cancelled: %(batch)s. You can take that back in the list.") % {"batch": batch})
    return redirect(INDEX)


@require_POST
@only_if(can_order_sheets)
def restore(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Takes a cancelling back."""
    batch = services.restore(get_object_or_404(SheetBatch, id=batch_id).pk, by=request.user)
    messages.success(request, _("They count again: %(batch)s.") % {"batch": batch})
    return redirect(INDEX)
