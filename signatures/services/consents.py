"""What people agreed to and took back, in figures: by statement, purpose and wording. No person shows here."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from signatures.models import Consent, ConsentWording, Purpose, StatementPage, StatementVersion


@dataclass
class WordingFigures:
    """One wording of one statement: since when it was shown, in which versions, and how many agreed in these words."""

    wording: ConsentWording
    since: datetime
    versions: list[int] = field(default_factory=list)
    active: int = 0
    withdrawn: int = 0


@dataclass(frozen=True)
class PurposeFigures:
    """One purpose of one statement: its wordings, the latest first."""

    label: str
    wordings: list[WordingFigures]

    @property
    def active(self) -> int:
        return sum(each.active for each in self.wordings)

    @property
    def withdrawn(self) -> int:
        return sum(each.withdrawn for each in self.wordings)


@dataclass(frozen=True)
class StatementFigures:
    statement: StatementPage
    purposes: list[PurposeFigures]


def figures() -> list[StatementFigures]:
    """Every statement that was ever published, by title. Three queries, however many people agreed."""
    given, taken_back = _counts()
    found: dict[StatementPage, dict[str, dict[int, WordingFigures]]] = {}
    versions = StatementVersion.objects.select_related("publish_wording", "keep_in_touch_wording")
    statements = StatementPage.objects.only("title").in_bulk()
    for version in versions.order_by("statement", "number"):
        by_purpose = found.setdefault(statements[version.statement_id], {purpose: {} for purpose in Purpose})
        for purpose, wording in _wordings(version):
            figure = by_purpose[purpose].setdefault(wording.pk, WordingFigures(wording, version.published_at))
            figure.versions.append(version.number)
            figure.active += given[version.pk, wording.pk]
            figure.withdrawn += taken_back[version.pk, wording.pk]
    return [
        StatementFigures(
            statement,
            [PurposeFigures(Purpose(key).label, list(words.values())[::-1]) for key, words in by_purpose.items()],
        )
        for statement, by_purpose in sorted(found.items(), key=lambda item: item[0].title.casefold())
    ]


def _wordings(version: StatementVersion) -> list[tuple[Purpose, ConsentWording]]:
    return [(Purpose.PUBLISH, version.publish_wording), (Purpose.KEEP_IN_TOUCH, version.keep_in_touch_wording)]


def _counts() -> tuple[Counter, Counter]:
    active = Q(withdrawn_at__isnull=True)
    rows = Consent.objects.order_by().values_list("version_id", "wording_id")
    given, taken_back = Counter(), Counter()
    for version_id, wording_id, still, back in rows.annotate(
        still=Count("pk", filter=active), back=Count("pk", filter=~active)
    ):
        given[version_id, wording_id], taken_back[version_id, wording_id] = still, back
    return given, taken_back
