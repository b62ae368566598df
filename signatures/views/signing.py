"""The signing form's post, and the page after it."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from public_forms.forms import NOT_WHOLE
from public_forms.guard import guarded
from public_forms.networks import network_hash
from signatures import addresses
from signatures.forms import SigningForm
from signatures.models import StatementPage, StatementVersion
from signatures.presentation import statement_context
from signatures.services import signing
from signatures.tokens import BadToken, ExpiredToken
from signatures.views.private import private_page
from vault.ciphers import Unreadable, decrypt, encrypt

SENT_SECONDS = 60 * 60
SENT = "sent "  # addresses are closed with the same keys, so the text itself says what it is for
CARRIED = ("first_name", "last_name", "email", "roles", "display", "publish_consent", "keep_in_touch", "source")


@guarded
@private_page("GET", "HEAD", "POST")
def sign(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Takes the form. 303 to the same kind of page whatever we know of the mailbox; 422 with all that was typed."""
    statement = get_object_or_404(StatementPage.objects.live(), id=statement_id)  # `pk` would fail on huge numbers
    if request.method != "POST":
        return redirect(statement.url)
    form = SigningForm(request.POST, statement=statement)
    if not statement.signing_open or statement.version is None or not form.is_valid():
        return _page_with_form(request, statement, form, status=422)
    version = StatementVersion.objects.filter(pk=form.version_id, statement=statement).first()
    if version is None:
        form.add_error("form_token", NOT_WHOLE)
        return _page_with_form(request, statement, form, status=422)
    source = form.cleaned_data["source"]
    signing.sign(version, form.cleaned_data["email"], form.details, network_hash(request), source)
    typed = form.cleaned_data | {"email": request.POST["email"].strip()}
    typed = {name: typed[name] for name in CARRIED}
    return _see_other(_sent_url({"statement": statement.pk, "version": version.pk, "typed": typed}))


@guarded
@private_page("GET", "HEAD", "POST")
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """ "Check your inbox", for the address as it was typed. A post from here sends the mail again."""
    statement, carried = _carried(token)
    again = carried.get("again", False)
    if request.method == "POST":
        form = SigningForm(carried["typed"] | {"form_token": request.POST.get("form_token", "")}, statement=statement)
        version = StatementVersion.objects.filter(pk=carried["version"], statement=statement).first()
        if version and statement.signing_open and form.is_valid():
            source = form.cleaned_data["source"]
            signing.sign(version, form.cleaned_data["email"], form.details, network_hash(request), source)
        return _see_other(_sent_url(carried | {"again": True}))
    context = {
        "statement": statement,
        "address": carried["typed"]["email"].strip(),
        "heading": statement.sent_heading,
        "text": mark_safe(expand_db_html(statement.sent_text)),  # noqa: S308  (an editor's rich text)
        "form": SigningForm(statement=statement),
        "resend_action": reverse("signatures:sent", args=[token]),
        "again_url": reverse("signatures:sign_again", args=[token]),
        "resent": again,
        "suggestion": addresses.suggest(carried["typed"]["email"]),
    }
    return render(request, "signatures/sent.html", context)


@private_page("GET", "HEAD")
def sign_again(request: HttpRequest, token: str) -> HttpResponse:
    """The form with everything that was typed, to correct the address and send it once more."""
    statement, carried = _carried(token)
    form = SigningForm(statement=statement, initial=carried["typed"])
    return _page_with_form(request, statement, form, status=200)


def _sent_url(carried: dict) -> str:
    """The address of the page after the form: letters as they are, since escaped they outgrow what servers take."""
    return reverse("signatures:sent", args=[encrypt(SENT + json.dumps(carried, ensure_ascii=False))])


def _carried(token: str) -> tuple[StatementPage, dict]:
    try:
        opened = decrypt(token)
    except Unreadable as error:
        raise BadToken from error
    if not opened.startswith(SENT):
        raise BadToken
    try:
        decrypt(token, max_age_seconds=SENT_SECONDS)
    except Unreadable:
        raise ExpiredToken from None
    carried = json.loads(opened.removeprefix(SENT))
    statement = StatementPage.objects.live().filter(pk=carried["statement"]).first()
    if statement is None:
        raise Http404
    return statement, carried


def _page_with_form(request: HttpRequest, statement: StatementPage, form: SigningForm, status: int) -> HttpResponse:
    context = statement.get_context(request) | statement_context(statement, request, form)
    return render(request, statement.get_template(request), context, status=status)


def _see_other(url: str) -> HttpResponse:
    return HttpResponseRedirect(url, status=303)
