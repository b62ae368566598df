"""What the owner of a mailbox does with the links in our mails. Opening one changes nothing; a POST does."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from placeholders.words import fill_html
from public_forms.guard import guarded
from signatures import links, tokens
from signatures.forms import DetailsForm
from signatures.models import Signature, Supporter
from signatures.services import confirming
from signatures.services import own as own_service
from signatures.states import State
from signatures.tokens import ExpiredToken, Purpose
from signatures.views.private import private_page, supporter_of_lasting_link


@guarded
@private_page("GET", "HEAD", "POST")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what will be published; its POST confirms exactly that. Coming again does no harm."""
    signature, address = _to_confirm(token)
    if signature.state == State.WITHDRAWN:
        raise ExpiredToken  # used up: who withdrew and thinks better of it signs again
    if signature.state != State.UNCONFIRMED:
        return _confirmed(request, signature, first_time=False)
    if request.method != "POST":
        return _ask(request, signature, token)
    form = DetailsForm(request.POST, version=signature.version)
    if not form.is_valid():
        return _ask(request, signature, token, form, status=422)
    try:
        confirming.confirm(signature.pk, form.details, form.version_id, address)
    except confirming.ChangedMeanwhile:
        return _ask(request, _to_confirm(token)[0], token, status=409)
    return HttpResponseRedirect(reverse("signatures:confirmed", args=[token]), status=303)


@private_page("GET", "HEAD")
def confirmed(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks for confirming just now, and the next step."""
    signature, _address = _to_confirm(token)
    if signature.state == State.UNCONFIRMED:
        return redirect("signatures:confirm", token)
    return _confirmed(request, signature, first_time=True)


@guarded
@private_page("GET", "HEAD", "POST")
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """ "This wasn't me, never mail me." """
    signature = _signature(Purpose.NOT_ME, token)
    if request.method == "POST":
        own_service.not_me(signature.pk)
        return HttpResponseRedirect(reverse("signatures:not_me_done"), status=303)
    context = {
        "statement": signature.statement,
        "done": False,
        "confirmed": signature.confirmed_at is not None,
        "unsubscribe_url": links.unsubscribe_url(signature.supporter),
        "form_action": reverse("signatures:not_me", args=[token]),
    }
    return render(request, "signatures/not_me.html", context)


@private_page("GET", "HEAD")
def not_me_done(request: HttpRequest) -> HttpResponse:
    """Nothing is left of the signature by now, so this page knows of none."""
    return render(request, "signatures/not_me.html", {"done": True})


@guarded
@private_page("GET", "HEAD", "POST")
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stops campaign mail. A mail program may post here by itself (RFC 8058): no cookie, no form of ours.

    Of somebody who is erased nothing is left to stop. The answer is the same then, so that it tells nobody.
    """
    supporter = supporter_of_lasting_link(Purpose.UNSUBSCRIBE, token)
    done = request.method == "POST"
    if done and supporter:
        with suppress(Supporter.DoesNotExist):  # erased at this very moment
            own_service.unsubscribe(supporter.pk)
    context = {"done": done, "form_action": reverse("signatures:unsubscribe", args=[token])}
    return render(request, "signatures/unsubscribe.html", context)


def _row(token: str) -> Signature | None:
    rows = Signature.objects.select_related("statement", "supporter", "version")
    rows = rows.select_related("version__publish_wording", "version__keep_in_touch_wording")
    return rows.filter(pk=tokens.row_id_of(token)).first()


def _to_confirm(token: str) -> tuple[Signature, str]:
    """The signature of a confirming link, and the address that the link was mailed to."""
    found = _row(token)
    address = links.address_proved_by(token, found)
    return found, address


def _signature(purpose: Purpose, token: str) -> Signature:
    found = _row(token)
    tokens.check(purpose, token, found.nonce if found else None)
    return found


def _ask(
    request: HttpRequest, signature: Signature, token: str, form: DetailsForm | None = None, status: int = 200
) -> HttpResponse:
    statement = signature.statement
    if form is None:
        shown = signature.details
        initial = {name: getattr(shown, name) for name in shown.__dataclass_fields__}
        form = DetailsForm(initial=initial, version=signature.version)
    context = {
        "statement": statement,
        "version": signature.version,
        "signature": signature,
        "form": form,
        "form_action": reverse("signatures:confirm", args=[token]),
        "not_me_url": reverse("signatures:not_me", args=[tokens.make(Purpose.NOT_ME, signature.pk, signature.nonce)]),
        "heading": statement.confirm_heading,
        "text": _rich(statement.confirm_text),
        "changed_meanwhile": status == 409,
    }
    return render(request, "signatures/confirm.html", context, status=status)


def _confirmed(request: HttpRequest, signature: Signature, *, first_time: bool) -> HttpResponse:
    statement = signature.statement
    values = statement.placeholder_values(signature.first_name)
    context = {
        "statement": statement,
        "signature": signature,
        "first_time": first_time,
        "heading": statement.confirmed_heading,
        "text": fill_html(_rich(statement.confirmed_text), values),
        "wall_url": statement.wall_url,
        "share_page": statement if statement.live else None,
    }
    context["text"] = mark_safe(context["text"])  # noqa: S308  (an editor's rich text, values escaped)
    return render(request, "signatures/confirmed.html", context)


def _rich(text: str):
    return mark_safe(expand_db_html(text))  # noqa: S308  (an editor's rich text, cleaned by Wagtail)
