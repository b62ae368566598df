"""A statement that people signed can't be deleted, nor can a page above it."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
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
    message = ngettext(
        "This can't be deleted: %(titles)s has signatures, and they belong to the people who signed. "
        "You can unpublish the page, or close its form under Options.",
        "This can't be deleted: %(titles)s have signatures, and they belong to the people who signed. "
        "You can unpublish the pages, or close their forms under Options.",
        len(signed),
    )
    messages.error(request, message % {"titles": titles})
    parent = pages[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else pages[0].pk)


class GuardedDelete(DeletePageAPIAction):
    """The admin's own programming interface deletes pages too, without asking any hook."""

    def execute(self, instance: Page, data) -> Response:
        if signed_statements([instance]):
            raise ValidationError({"detail": _("This can't be deleted: people signed it, or a statement beneath it.")})
        return super().execute(instance, data)


class GuardedPages(PagesAdminAPIViewSet):
    actions: ClassVar = {**PagesAdminAPIViewSet.actions, "delete": GuardedDelete}
