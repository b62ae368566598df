"""Views for the staff."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from outbox import permissions, services
from staff.access import only_if

BIGGEST_ID = 2**63 - 1


@require_POST
@only_if(permissions.can_try_again)
def try_again(request: HttpRequest) -> HttpResponse:
    """Queue the failed mail whose number is posted as `message`, or `all` of them.

    400 for anything else; 403 without the permission. One that was tried again meanwhile is no error.
    """
    which = request.POST.get("message", "")
    if which == "all":
        count = services.try_again(by=request.user)
    elif which.isascii() and which.isdecimal() and int(which) <= BIGGEST_ID:
        count = services.try_again(int(which), by=request.user)
    else:
        return HttpResponseBadRequest(_("No such message."), content_type="text/plain")
    if count:
        text = ngettext("%d mail will be tried again.", "%d mails will be tried again.", count) % count
        messages.success(request, text)
    else:
        messages.warning(request, _("There was nothing to try again: it is on its way, or its text is gone."))
    return redirect("outbox_failed_modeladmin_index")
