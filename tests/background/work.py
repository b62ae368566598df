"""Work whose every step leaves a row that the database allows once only."""

from background.kinds import Kind, Portion
from background.models import Job
from outbox.models import Suppression

KIND = "test.counting"
PORTION = 10


class Counting(Kind):
    """Counts to the job's total, ten at a time."""

    def portion(self, job: Job) -> Portion:
        first = job.cursor or 0
        last = min(first + PORTION, job.total)
        Suppression.objects.bulk_create(Suppression(mailbox=f"{job.pk}-{n}") for n in range(first, last))
        return Portion(cursor=last, done=last - first, counts={"counted": last - first}, is_last=last == job.total)

    def outcome(self, job: Job) -> str:
        return f"Counted to {job.result.get('counted', 0)}."


def counted(job: Job) -> int:
    return Suppression.objects.filter(mailbox__startswith=f"{job.pk}-").count()
