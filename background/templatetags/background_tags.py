"""How a job looks, on the list of background work and on the page of what it is about."""

from django import template

from background import kinds, permissions
from background.models import Job

register = template.Library()


@register.inclusion_tag("background/job.html", takes_context=True)
def job_card(context: dict, job: Job, heading: str = "h2") -> dict:
    """A job's title, progress and outcome, with the buttons that this reader may press."""
    request = context["request"]
    try:
        kind = kinds.of(job)
        outcome, url = kind.outcome(job), kind.url(job)
    except kinds.UnknownKind:  # of an app that is no longer there
        outcome, url = "", ""
    return {
        "job": job,
        "heading": heading,
        "outcome": outcome,
        "url": url if url != request.path else "",
        "percent": min(100, job.done * 100 // job.total) if job.total else None,
        "may_steer": permissions.can_steer_jobs(request.user),
        "next": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
