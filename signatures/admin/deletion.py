"""A statement that people signed can't be deleted, nor can a page above it."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from signatures.models import StatementPage


def signed_statements(pages: Iterable[Page]) -> list[StatementPage]:
    """The statements with signatures among `pages` and all that stands beneath them."""
    beneath = Q()
    for page in pages:
        beneath |= Q(path__startswith=page.path)
    if not beneath:
        return []
    return list(StatementPage.objects.filter(beneath, signatures__isnull=False).distinct())


def refuse(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """A redirect with the reason when deleting `pages` would take signatures with them, else None."""
    signed = signed_statements(pages)
    if not signed:
        return None
    titles = ", ".join(f"“{statement.title}”" for statement in signed)
    messages.error(
        request,
        _(
            "This can't be deleted: %(titles)s has signatures, and they belong to the people who signed. "
            "You can unpublish the page, or close its form under Options."
        )
        % {"titles": titles},
    )
    parent = pages[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else pages[0].pk)
