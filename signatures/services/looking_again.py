"""Asking the checks about everything that waits once more, in the background, after a change of the lists."""

from django.db import transaction
from django.utils.translation import gettext, ngettext

from background import services as background
from background.kinds import Kind, Portion, register
from background.models import Job
from background.models import State as JobState
from signatures.models import Signature
from signatures.services import flagging
from signatures.states import TO_DECIDE

KIND = "signatures.look_again"
PORTION = 300


class LookAgain(Kind):
    """Goes through those who wait or are set aside, oldest number first."""

    def portion(self, job: Job) -> Portion:
        numbers = list(_to_decide().filter(pk__gt=job.cursor or 0).values_list("pk", flat=True)[:PORTION])
        changed = flagging.look_again(numbers)
        is_last = len(numbers) < PORTION
        cursor = numbers[-1] if numbers else job.cursor
        return Portion(cursor=cursor, done=len(numbers), counts={"changed": changed}, is_last=is_last)

    def outcome(self, job: Job) -> str:
        number = (job.result or {}).get("changed", 0)
        if not number:
            return gettext("All as it was.")
        return ngettext(
            "The tag of %(number)d signature changed.",
            "The tags of %(number)d signatures changed.",
            number,
        ) % {"number": number}


@transaction.atomic
def start(*, by) -> Job:
    """Begin, or answer with the job that has not begun yet: it will see the change as well."""
    waiting = Job.objects.filter(kind=KIND, state=JobState.WAITING, cursor__isnull=True).first()
    if waiting:
        return waiting
    title = gettext("Looking again at the signatures that wait")
    return background.start(KIND, title, by=by, total=_to_decide().count())


def _to_decide():
    return Signature.objects.filter(state__in=sorted(TO_DECIDE)).order_by("pk")


def register_kind() -> None:
    register(KIND, LookAgain())
