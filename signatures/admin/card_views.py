"""Card mode: one signature at a time. Looking claims nothing; taking, skipping and leaving are posted.

Each post answers a page without JavaScript and, when asked for JSON, the little that the script needs to go on.
"""

from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.users.models import UserProfile

from signatures.admin import cards, sentences
from signatures.admin.forms import DecisionForm
from signatures.models import Decision, Signature
from signatures.permissions import can_moderate
from signatures.services import claims, moderation
from signatures.services.transitions import NoSuchMove
from signatures.states import State
from staff.access import only_if


@require_safe
@never_cache
@only_if(can_moderate)
def hand(request: HttpRequest) -> HttpResponse:
    """The cards that the visitor holds, the first of them large; or the way to take some."""
    asked = cards.Asked.by(request.GET)
    shown = cards.hand_of(request.user, asked.order)
    context = cards.card_context() | {
        "hand": shown,
        "asked": asked,
        "figures": shown.figures,
        "hand_size": claims.HAND,
        "keys_on": cards.keys_are_on(request.user),
        "breadcrumbs": [{"url": "", "label": _("Cards")}],
    }
    return render(request, "signatures/admin/cards.html", context)


@require_POST
@only_if(can_moderate)
def take(request: HttpRequest) -> HttpResponse:
    """Deals the next twenty: of one statement, with or without reasons to look twice or those first, if asked so."""
    asked = cards.Asked.by(request.POST)
    if request.POST.get("skipped"):
        claims.ask_for_skipped(request.user)
    number = claims.take(request.user, statement_id=asked.statement_id, flagged=asked.flagged, order=asked.order)
    if _wants_json(request):
        context = cards.card_context() | {"asked": asked}
        dealt = [_card(request, signature, context) for signature in cards.cards_of(request.user, asked.order)]
        return JsonResponse({"cards": dealt})
    if not number:
        messages.info(request, _("There is no card for you just now: others hold what waits, or nothing does."))
    return redirect(reverse("signatures_admin:cards") + asked.query)


@require_POST
@only_if(can_moderate)
def decide(request: HttpRequest, signature_id: int) -> HttpResponse:
    """One decision about one card. Whoever is second learns who was first."""
    form = DecisionForm(request.POST)
    signature = get_object_or_404(Signature, pk=signature_id)
    if not form.is_valid():
        if not form.wrong_reason:
            raise BadRequest("This decision can't be read.")
        return _answer(request, form.wrong_reason, HTTPStatus.UNPROCESSABLE_ENTITY)
    claims.stay(request.user)
    try:
        decision = moderation.decide(signature.pk, by=request.user, **form.given)
    except moderation.AlreadyDecided as late:
        page = sentences.page_of(late.signature)
        return _answer(request, sentences.who_was_first(late), HTTPStatus.CONFLICT, page=page)
    except Signature.DoesNotExist:
        return _answer(request, sentences.gone(), HTTPStatus.CONFLICT)
    except NoSuchMove as error:
        raise BadRequest("There is no such decision for this signature.") from error
    undo_url = reverse("signatures_admin:card_undo", args=[decision.pk])
    return _answer(request, sentences.decided(decision), undo=undo_url)


@require_POST
@only_if(can_moderate)
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Takes a decision back and puts its card on top of the hand, if it waits again and nobody else holds it."""
    decision = get_object_or_404(Decision.objects.select_related("signature"), pk=decision_id)
    try:
        undone = moderation.undo(decision.pk, by=request.user)
    except (Signature.DoesNotExist, Decision.DoesNotExist):
        return _answer(request, sentences.gone(), HTTPStatus.CONFLICT)
    except moderation.AlreadyDecided as late:
        page = sentences.page_of(late.signature)
        return _answer(request, sentences.who_was_first(late), HTTPStatus.CONFLICT, page=page)
    claims.stay(request.user)
    card = ""
    if undone.to_state == State.WAITING and claims.hold(request.user, decision.signature_id) and _wants_json(request):
        signature = cards.cards_of(request.user).get(pk=decision.signature_id)
        card = _card(request, signature, cards.card_context())
    return _answer(request, sentences.undone(undone), card=card)


@require_POST
@only_if(can_moderate)
def skip(request: HttpRequest, signature_id: int) -> HttpResponse:
    """Leaves a card to others."""
    claims.skip(request.user, signature_id)
    return _answer(request, "")


@require_POST
@only_if(can_moderate)
def leave(request: HttpRequest) -> HttpResponse:
    """Puts the whole hand back and goes to the plain list."""
    number = claims.release(request.user)
    if number:
        text = ngettext("One card was put back.", "%(number)d cards were put back.", number)
        messages.success(request, text % {"number": number})
    return redirect("signatures_admin:queue")


@require_POST
@only_if(can_moderate)
def keys(request: HttpRequest) -> HttpResponse:
    """Turns single-letter keys on or off for this account, here and in the rest of the admin (WCAG 2.1.4)."""
    profile = UserProfile.get_for_user(request.user)
    profile.keyboard_shortcuts = request.POST.get("keys") == "on"
    profile.save()
    return redirect("signatures_admin:cards")


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _answer(
    request: HttpRequest, text: str, status: HTTPStatus = HTTPStatus.OK, page: str = "", **more
) -> HttpResponse:
    """`text` is what happened; `page` where more about it stands, when it went otherwise than asked."""
    if _wants_json(request):
        return JsonResponse({"said": text, "page": page, **more}, status=status)
    if text and status == HTTPStatus.OK:
        messages.success(request, text)
    elif text:
        buttons = [messages.button(page, _("Open it"))] if page else None
        messages.warning(request, text, buttons=buttons)
    return redirect(reverse("signatures_admin:cards") + cards.Asked.by(request.GET).query)


def _card(request: HttpRequest, signature: Signature, context: dict) -> str:
    return render_to_string("signatures/admin/card.html", context | {"signature": signature}, request)
