"""What people agreed to, as counts; and the confirming mails that organisers send again."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from signatures.permissions import can_moderate, can_resend, can_see_consents
from signatures.services import consents as figures
from signatures.services import reminding
from signatures.services.reminding import Resent
from signatures.states import State
from staff.access import only_if

MOST_AT_ONCE = 200


@require_safe
@never_cache
@only_if(can_see_consents)
def consents(request: HttpRequest) -> HttpResponse:
    """How many agreed to what, in which words, and how many took it back. It tells of nobody."""
    context = {
        "statements": figures.figures(),
        "may_moderate": can_moderate(request.user),
        "heading": _("Consents"),
        "breadcrumbs": [{"url": "", "label": _("Consents")}],
    }
    return render(request, "signatures/admin/consents.html", context)


@require_POST
@only_if(can_resend)
def resend(request: HttpRequest) -> HttpResponse:
    """Sends the confirming mail again to those that were on the screen, as their mailboxes' limits allow."""
    posted = request.POST.getlist("shown")
    if len(posted) > MOST_AT_ONCE or not all(each.isdecimal() and len(each) < 19 for each in posted):
        raise BadRequest("These can't be read.")
    results = reminding.resend(map(int, posted), by=request.user)
    sentences = [
        ngettext("%(number)s mail goes out now.", "%(number)s mails go out now.", results[Resent.NOW]),
        ngettext(
            "%(number)s waits until its mailbox may be mailed again.",
            "%(number)s wait until their mailboxes may be mailed again.",
            results[Resent.LATER],
        ),
        ngettext("%(number)s needs none any more.", "%(number)s need none any more.", results[Resent.NOT_NEEDED]),
    ]
    counts = (results[Resent.NOW], results[Resent.LATER], results[Resent.NOT_NEEDED])
    said = [text % {"number": number} for text, number in zip(sentences, counts, strict=True) if number]
    if said:
        messages.success(request, " ".join(said))
    else:
        messages.warning(request, _("There was nobody to mail."))
    return redirect(f"{reverse('signatures_signature_modeladmin_index')}?state={State.UNCONFIRMED.value}")
