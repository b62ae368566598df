"""The signing form's post, and the page after it."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.rich_text import expand_db_html

from public_forms.forms import NOT_WHOLE
from public_forms.guard import guarded
from public_forms.networks import network_hash
from signatures import addresses, links
from signatures.forms import CodeForm, SigningForm
from signatures.models import StatementPage, StatementVersion
from signatures.presentation import statement_context
from signatures.services import codes, signing
from signatures.tokens import BadToken, ExpiredToken
from signatures.views.private import private_page
from switches import present as switches
from vault.ciphers import Unreadable, decrypt, encrypt

SENT_SECONDS = int(codes.PAGE_GOOD_FOR.total_seconds())
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
    pause = switches.on_now().pause_of(statement.pk)
    if not statement.signing_open or statement.version is None or not form.is_valid() or pause:
        if pause and form.is_valid():
            form.add_error(None, pause)
        return _page_with_form(request, statement, form, status=422)
    version = StatementVersion.objects.filter(pk=form.version_id, statement=statement).first()
    if version is None:
        form.add_error("form_token", NOT_WHOLE)
        return _page_with_form(request, statement, form, status=422)
    page = codes.new_page()
    _sign(request, version, form, page)
    typed = form.cleaned_data | {"email": request.POST["email"].strip()}
    typed = {name: typed[name] for name in CARRIED}
    return _see_other(_sent_url({"statement": statement.pk, "version": version.pk, "page": page, "typed": typed}))


@guarded
@private_page("GET", "HEAD", "POST")
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """ "Check your inbox", for the address as it was typed. A post from here sends the mail again."""
    statement, carried = _carried(token)
    if request.method == "POST":
        # The code of a mail that is under way goes on fitting, unless this page has no try left for it.
        page = codes.new_page() if codes.is_used_up(carried["page"]) else carried["page"]
        form = SigningForm(carried["typed"] | {"form_token": request.POST.get("form_token", "")}, statement=statement)
        version = StatementVersion.objects.filter(pk=carried["version"], statement=statement).first()
        if version and statement.signing_open and form.is_valid():
            _sign(request, version, form, page)
        return _see_other(_sent_url(carried | {"page": page, "again": True}))
    return _waiting(request, token, statement, carried, CodeForm())


@guarded
@private_page("GET", "HEAD", "POST")
def sign_code(request: HttpRequest, token: str) -> HttpResponse:
    """Takes the short code typed on the waiting page, and leads to the page that the mail's link opens.

    A wrong one is answered the same whatever we know of the mailbox, and so is one for a mailbox that we don't know.
    """
    statement, carried = _carried(token)
    if request.method != "POST":
        return redirect("signatures:sent", token)
    form = CodeForm(request.POST)
    if form.is_valid():
        address = addresses.parse(carried["typed"]["email"])
        answer = codes.redeem(carried["page"], statement.pk, address, form.cleaned_data["code"])
        if answer.signature is not None:
            return _see_other(reverse("signatures:confirm", args=[links.confirm_token(answer.signature)]))
        form.add_error("code", _why_not(answer.tries_left))
    return _waiting(request, token, statement, carried, form, status=422)


def _why_not(tries_left: int) -> str:
    if not tries_left:
        return _("This page has no more tries. Press the button in the email, or have another email sent.")
    text = ngettext(
        "That code does not fit, or its half hour is over. You can try once more; the button in the email works too.",
        "That code does not fit, or its half hour is over. You can try %(number)s more times; the button in the email "
        "works too.",
        tries_left,
    )
    return text % {"number": tries_left}


def _waiting(
    request: HttpRequest, token: str, statement: StatementPage, carried: dict, code_form: CodeForm, status: int = 200
) -> HttpResponse:
    context = {
        "statement": statement,
        "address": carried["typed"]["email"].strip(),
        "heading": statement.sent_heading,
        "text": mark_safe(expand_db_html(statement.sent_text)),  # noqa: S308  (an editor's rich text)
        "form": SigningForm(statement=statement),
        "resend_action": reverse("signatures:sent", args=[token]),
        "again_url": reverse("signatures:sign_again", args=[token]),
        "code_form": code_form,
        "code_action": reverse("signatures:sign_code", args=[token]) + "#code",  # a refusal is shown where it is
        "resent": carried.get("again", False) and status == 200,
        "suggestion": addresses.suggest(carried["typed"]["email"]),
    }
    return render(request, "signatures/sent.html", context, status=status)


@private_page("GET", "HEAD")
def sign_again(request: HttpRequest, token: str) -> HttpResponse:
    """The form with everything that was typed, to correct the address and send it once more."""
    statement, carried = _carried(token)
    form = SigningForm(statement=statement, initial=carried["typed"])
    return _page_with_form(request, statement, form, status=200)


def _sign(request: HttpRequest, version: StatementVersion, form: SigningForm, page: str) -> None:
    address, source = form.cleaned_data["email"], form.cleaned_data["source"]
    signing.sign(version, address, form.details, network_hash(request), source, page=page)


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
    carried = {"page": "-"} | json.loads(opened.removeprefix(SENT))  # pages from before the codes have none
    statement = StatementPage.objects.live().filter(pk=carried["statement"]).first()
    if statement is None:
        raise Http404
    return statement, carried


def _page_with_form(request: HttpRequest, statement: StatementPage, form: SigningForm, status: int) -> HttpResponse:
    context = statement.get_context(request) | statement_context(statement, request, form)
    return render(request, statement.get_template(request), context, status=status)


def _see_other(url: str) -> HttpResponse:
    return HttpResponseRedirect(url, status=303)
