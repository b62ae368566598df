"""What the private pages have in common."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from signatures import tokens
from signatures.models import Supporter


def private_page(*methods: str) -> Callable:
    """A page behind a private link or with what somebody typed: kept by no cache, named to no other site.

    A link that isn't ours answers 404 and one whose time is over 410, each with what to do next.
    """

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                response = view(request, *args, **kwargs)
            except tokens.ExpiredToken:
                response = render(request, "signatures/link_expired.html", {"expired": True}, status=410)
            except (tokens.BadToken, ObjectDoesNotExist):  # the row may go while we look: two presses at once
                response = render(request, "signatures/link_expired.html", {"expired": False}, status=404)
            response["Cache-Control"] = "no-store, private"
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return require_http_methods(methods)(wrapper)

    return decorator


def supporter_of(purpose: tokens.Purpose, token: str) -> Supporter:
    """The mailbox of a private link. Raises: BadToken, ExpiredToken."""
    found = Supporter.objects.filter(pk=tokens.row_id_of(token)).first()
    tokens.check(purpose, token, found.nonce if found else None)
    return found


def supporter_of_lasting_link(purpose: tokens.Purpose, token: str) -> Supporter | None:
    """The mailbox of a link that is obeyed for ever; None once nothing is held of it. Raises: BadToken."""
    try:
        return supporter_of(purpose, token)
    except tokens.BadToken:
        if tokens.was_ours(purpose, token):
            return None
        raise


def supporter_of_own_link(token: str) -> Supporter:
    """The mailbox of a link to "my signature"; once it is erased there is none, even if its hash is kept.

    Raises: BadToken, ExpiredToken.
    """
    found = supporter_of(tokens.Purpose.OWN, token)
    if not found.address:
        raise tokens.BadToken
    return found
