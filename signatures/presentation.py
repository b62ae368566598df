"""What the templates of a statement are given."""

from django.http import HttpRequest
from django.urls import reverse

from sharing import sources
from signatures.counts import signature_count
from signatures.forms import SigningForm
from signatures.models import Signature, StatementPage
from signatures.models.signature import SignatureQuerySet
from switches import present as switches

NEWEST_ON_PAGE = 12
BENEATH_HOME = 3  # how deep in the tree pages lie whose parent is the front page


def names_are_hidden() -> bool:
    """Whether an emergency switch hides all names, here and wherever else the public could read one."""
    return switches.hides_names_now()


def newest_signatures(statement: StatementPage, number: int) -> SignatureQuerySet:
    """The latest names on the statement's wall."""
    if names_are_hidden():
        return Signature.objects.none()
    on_the_wall = Signature.objects.for_statement(statement).on_the_wall()
    shown = on_the_wall.order_by("-published_at", "-pk").only("first_name", "last_name", "roles", "display")
    return shown[:number]


def look_of(statement: StatementPage) -> str:
    """The look of the campaign that the statement belongs to; nothing for the site's own."""
    if not statement.depth or statement.depth <= BENEATH_HOME:
        return ""
    return getattr(statement.get_parent().specific, "look", "")


def statement_context(page: StatementPage, request: HttpRequest, form: SigningForm | None = None) -> dict:
    """The context of a statement's page; `form` is the refused one, a fresh one otherwise.

    A preview shows the form although nobody can sign words that were never published.
    """
    is_preview = getattr(request, "is_preview", False)
    source = sources.known(request.GET.get(sources.QUERY_KEY))
    pause = switches.on().pause_of(page.pk) if page.signing_open and not is_preview else ""
    return {
        "version": page.version,
        "form": form or SigningForm(statement=page, initial={"source": source}),
        "form_action": reverse("signatures:sign", args=[page.pk]) if page.pk else "",
        "signing_open": page.signing_open and (page.version is not None or is_preview) and not pause,
        "pause": pause,
        "count": signature_count(page),
        "newest": newest_signatures(page, NEWEST_ON_PAGE),
        "wall_url": page.wall_url,
    }
