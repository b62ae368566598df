""" "My signature": asking for its link, the page behind it, and each act on it. Every act is a plain POST."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from public_forms.guard import guarded
from signatures import own_page
from signatures.details import Display
from signatures.models import Purpose, Signature, Supporter
from signatures.own_forms import CorrectionForm, FindForm, KeepInTouchForm
from signatures.services import corrections
from signatures.services import own as own_service
from signatures.services.corrections import NotCorrectable, Result
from signatures.tokens import BadToken
from signatures.views.private import private_page, supporter_of_own_link

# What is said after each act, and what comes next.
DONE = {
    "corrected": _("Your change stands. Nothing more is needed."),
    "waits": _("Thank you. One of the organisers reads the new text; until then the old one stays on the list."),
    "hidden": _(
        "Your name is off the list, within a minute everywhere. It comes back with the new text once one of the "
        "organisers has read it."
    ),
    "less": _("Done: within a minute the list shows you this way everywhere. You still count."),
    "withdrawn": _(
        "Withdrawn: within a minute your name is off the list and out of the count everywhere. You may sign again."
    ),
    "stopped": _("You get no more campaign emails. Your signature stays."),
    "started": _("We write to you about the campaign from now on. Each email has a link to stop it."),
}
AFTER = {Result.DONE: "corrected", Result.WAITS: "waits", Result.HIDDEN: "hidden"}


@guarded
@private_page("GET", "HEAD", "POST")
def find(request: HttpRequest) -> HttpResponse:
    """Asks for an address; the answer is the same whatever we hold of it."""
    form = FindForm(request.POST) if request.method == "POST" else FindForm()
    if form.is_bound and form.is_valid():
        own_service.ask_for_link(form.cleaned_data["email"])
        return HttpResponseRedirect(reverse("signatures:find_sent"), status=303)
    context = {"form": form, "form_action": reverse("signatures:find")}
    return render(request, "signatures/find.html", context, status=422 if form.is_bound else 200)


@private_page("GET", "HEAD")
def find_sent(request: HttpRequest) -> HttpResponse:
    """ "Look into your inbox": it knows of no address."""
    return render(request, "signatures/find_sent.html")


@private_page("GET", "HEAD")
def own(request: HttpRequest, token: str) -> HttpResponse:
    """All that we hold of the mailbox's signatures, and what its owner can do."""
    return _page(request, supporter_of_own_link(token), token)


@private_page("GET", "HEAD")
def own_done(request: HttpRequest, act: str, token: str) -> HttpResponse:
    """The same page with a word about what was done just now."""
    supporter = supporter_of_own_link(token)
    if act not in DONE:
        raise BadToken
    return _page(request, supporter, token, said=DONE[act])


@guarded
@private_page("GET", "HEAD", "POST")
def correct(request: HttpRequest, token: str, signature_id: int) -> HttpResponse:
    """Names, roles and how to show them. Refused: 422, with all that was typed."""
    signature = _one_of(supporter_of_own_link(token), signature_id)
    if signature.state not in corrections.CORRECTABLE:
        return HttpResponseRedirect(reverse("signatures:own", args=[token]), status=303)
    consented = signature.consents.filter(purpose=Purpose.PUBLISH).active().exists()
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(data, signature=signature, consented=consented)
    if form.is_bound and form.is_valid():
        if form.version_id != signature.version_id:
            form.add_error(
                None, _("The statement’s wording changed meanwhile. Please look through it and send it again.")
            )
        else:
            try:
                result = corrections.correct(signature.pk, form.details, hide=form.hide)
            except (NotCorrectable, ValueError):
                form.add_error(None, _("Your signature changed meanwhile. Please go back to it and look."))
            else:
                return _done(AFTER[result], token)
    context = {
        "form": form,
        "signature": signature,
        "statement": signature.statement,
        "form_action": reverse("signatures:correct", args=[token, signature.pk]),
        "back_url": reverse("signatures:own", args=[token]),
    }
    return render(request, "signatures/correct.html", context, status=422 if form.is_bound else 200)


@guarded
@private_page("POST")
def show_less(request: HttpRequest, token: str) -> HttpResponse:
    """By the initial, or not at all: at once. The posted `display` says which."""
    signature = _posted_one(request, supporter_of_own_link(token))
    if request.POST.get("display") not in {Display.INITIAL, Display.COUNT_ONLY}:
        return _page(request, supporter_of_own_link(token), token, wrong=_("Please choose how to show it."))
    corrections.show_less(signature.pk, Display(request.POST["display"]))
    return _done("less", token)


@guarded
@private_page("POST")
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Withdraws one of the mailbox's signatures, named by the posted `signature`."""
    signature = _posted_one(request, supporter_of_own_link(token))
    own_service.withdraw(signature.pk)
    return _done("withdrawn", token)


@guarded
@private_page("POST")
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """No campaign mail from now on."""
    own_service.unsubscribe(supporter_of_own_link(token).pk)
    return _done("stopped", token)


@guarded
@private_page("POST")
def start_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Campaign mail (again), with a consent of its own."""
    supporter = supporter_of_own_link(token)
    version = own_page.version_for_mail(supporter)
    if version is None:
        raise BadToken
    form = KeepInTouchForm(request.POST, version=version)
    if not form.is_valid() or not form.names(version):
        return _page(request, supporter, token, mail_form=form)
    own_service.keep_in_touch(supporter.pk, version)
    return _done("started", token)


def _one_of(supporter: Supporter, signature_id: int) -> Signature:
    """Raises: BadToken when it is nobody's, or somebody else's."""
    rows = supporter.signatures.select_related(
        "statement", "version__publish_wording", "version__keep_in_touch_wording"
    )
    found = next((row for row in rows if row.pk == signature_id), None)
    if found is None:
        raise BadToken
    return found


def _posted_one(request: HttpRequest, supporter: Supporter) -> Signature:
    number = request.POST.get("signature", "")
    return _one_of(supporter, int(number) if number.isdecimal() and len(number) < 19 else 0)


def _done(act: str, token: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("signatures:own_done", args=[act, token]), status=303)


def _page(
    request: HttpRequest,
    supporter: Supporter,
    token: str,
    *,
    said: str = "",
    wrong: str = "",
    mail_form: KeepInTouchForm | None = None,
) -> HttpResponse:
    version = own_page.version_for_mail(supporter)
    refused = bool(wrong or mail_form)
    context = {
        "own": own_page.own_signatures(supporter),
        "kept_in_touch": own_page.kept_in_touch(supporter),
        "mail_history": own_page.mail_history(supporter),
        "mail_form": mail_form or (KeepInTouchForm(version=version) if version else None),
        "said": said,
        "wrong": wrong,
        "token": token,
    }
    return render(request, "signatures/my_signature.html", context, status=422 if refused else 200)
