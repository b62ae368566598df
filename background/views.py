"""Views for the staff."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from background import permissions, services
from background.models import Job
from staff.access import only_if


@require_POST
@only_if(permissions.can_steer_jobs)
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """End a job after the portion in hand. One that had ended is no error."""
    return _steer(
        request, job_id, services.cancel, _("It stops; what was done stays done."), _("It had ended already.")
    )


@require_POST
@only_if(permissions.can_steer_jobs)
def try_again(request: HttpRequest, job_id: int) -> HttpResponse:
    """Let a failed job go on where it stopped."""
    return _steer(request, job_id, services.try_again, _("It goes on where it stopped."), _("It has not failed."))


def _steer(request: HttpRequest, job_id: int, act: Callable[..., bool], done: str, too_late: str) -> HttpResponse:
    job = get_object_or_404(Job, pk=job_id)
    if act(job.pk, by=request.user):
        messages.success(request, done)
    else:
        messages.warning(request, too_late)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("background_modeladmin_index")
