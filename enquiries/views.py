"""The post of the forms, and the page after it. Thin: a form in, a service called, a page or a redirect out."""

import json
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods
from wagtail.rich_text import expand_db_html

from enquiries import links
from enquiries.forms import FORMS, EnquiryForm
from enquiries.models import FORM_PAGES
from enquiries.models.page import EnquiryFormPage
from enquiries.presentation import form_context
from enquiries.services import own, receiving
from public_forms.guard import guarded
from vault.ciphers import Unreadable, decrypt, encrypt

SENT_SECONDS = 60 * 60
SENT = "enquiry-sent "  # everything is closed with the same keys, so the text itself says what it is for


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An answer with what somebody typed: kept by no cache, named to no other site, listed nowhere."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapper


@guarded
@require_http_methods(["GET", "HEAD", "POST"])
@private
def send(request: HttpRequest, page_id: int) -> HttpResponse:
    """Takes a form. 303 to the same kind of page whatever we think of it; 422 with all that was typed."""
    page = _page(page_id)
    if request.method != "POST":
        return redirect(page.url)
    form = FORMS[page.kind](request.POST, page=page)
    if not form.is_valid():
        return _page_with_form(request, page, form)
    receiving.receive(page, form.cleaned_data["name"], form.cleaned_data["email"], form.values)
    carried = {"page": page.pk, "email": request.POST["email"].strip()}
    token = encrypt(SENT + json.dumps(carried, ensure_ascii=False))
    return HttpResponseRedirect(reverse("enquiries:sent", args=[token]), status=303)


@require_http_methods(["GET", "HEAD"])
@private
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """ "Thank you": it shows the address as it was typed, so that a slip is seen."""
    if not _opened(token).startswith(SENT):
        return render(request, "enquiries/gone.html", status=404)
    carried = _opened(token, max_age_seconds=SENT_SECONDS).removeprefix(SENT)
    if not carried:
        return render(request, "enquiries/gone.html", status=410)
    carried = json.loads(carried)
    page = _page(carried["page"])
    context = {
        "statement": page,  # what the step's pennant names
        "form_page": page,
        "address": carried["email"],
        "text": mark_safe(expand_db_html(page.thanks_text)),  # noqa: S308  (an editor's rich text)
    }
    return render(request, "enquiries/sent.html", context)


@guarded
@require_http_methods(["GET", "HEAD", "POST"])
@private
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """ "This wasn't me, never mail me", from the auto-answer. Opening it changes nothing; its button does."""
    try:
        link = links.read_not_me(token)
    except links.BadLink:
        return render(request, "enquiries/not_me.html", {"broken": True}, status=404)
    if request.method == "POST":
        own.not_me(link.enquiry_id, link.mailbox_key)
        return HttpResponseRedirect(reverse("enquiries:not_me_done"), status=303)
    return render(request, "enquiries/not_me.html", {"form_action": reverse("enquiries:not_me", args=[token])})


@require_http_methods(["GET", "HEAD"])
@private
def not_me_done(request: HttpRequest) -> HttpResponse:
    """Nothing is left of the enquiry by now, so this page knows of none."""
    return render(request, "enquiries/not_me.html", {"done": True})


def _page(page_id: int) -> EnquiryFormPage:
    for model in FORM_PAGES.values():
        page = model.objects.live().filter(id=page_id).first()  # `pk` would fail on huge numbers
        if page is not None:
            return page
    raise Http404


def _page_with_form(request: HttpRequest, page: EnquiryFormPage, form: EnquiryForm) -> HttpResponse:
    context = page.get_context(request) | form_context(page, form)
    return render(request, page.get_template(request), context, status=422)


def _opened(token: str, max_age_seconds: int | None = None) -> str:
    """What we closed in `token`; "" when it wasn't us, or too long ago."""
    try:
        return decrypt(token, max_age_seconds=max_age_seconds)
    except Unreadable:
        return ""
