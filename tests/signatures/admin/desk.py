"""What the tests of the desk do over and over."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from signatures.models import Signature

QUEUE = "/admin/signatures/queue/"
LIST = "/admin/signatures/signature/"


def decide(client: Client, signature: Signature, decision: str, **more) -> HttpResponse:
    url = reverse("signatures_admin:decide", args=[signature.pk])
    return client.post(url, {"decision": decision, **more}, follow=True)


def undo(client: Client, decision, **more) -> HttpResponse:
    return client.post(reverse("signatures_admin:undo", args=[decision.pk]), more, follow=True)


def state(signature: Signature) -> str:
    return Signature.objects.values_list("state", flat=True).get(pk=signature.pk)


def page_of(signature: Signature) -> str:
    return reverse("signatures_signature_modeladmin_inspect", args=[signature.pk])


def said(response: HttpResponse) -> str:
    """The messages at the top of the page, as text."""
    return " ".join(str(message) for message in response.context["messages"])


def names_in_order(response: HttpResponse, *names: str) -> list[str]:
    """The given names in the order in which the page first shows them as a card's heading."""
    page = response.content.decode()
    found = {name: page.find(f"<bdi>{name}</bdi></h2>") for name in names}
    return sorted((name for name in names if found[name] >= 0), key=found.get)


def refused(response: HttpResponse) -> bool:
    """Wagtail answers who may not with a way home and a sentence; who is not logged in, with the login."""
    return response.status_code in {403, 404} or (
        response.status_code == 302 and (response.url == "/admin/" or response.url.startswith("/admin/login/"))
    )
