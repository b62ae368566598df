"""How many signed, by day and by the way they came. Numbers only: no row of anybody leaves the database."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from sharing.sources import SourceTag
from signatures.models import Signature, Source, StatementPage
from signatures.states import CONFIRMED, State

SPANS = (7, 30, 90, 365)
USUAL_SPAN = 30
CHART_SECONDS = 60  # how old the figures may be
FEW = 5  # a file tells of a day's links only such as brought so many: a single one could be told from the wall
COUNTED = sorted(CONFIRMED - {State.REJECTED})


def source_label(source: str, tag: str) -> str:
    """In words, how somebody came to sign."""
    tags = {
        SourceTag.WHATSAPP: "WhatsApp",
        SourceTag.X: "X",
        SourceTag.FACEBOOK: "Facebook",
        SourceTag.BLUESKY: "Bluesky",
        SourceTag.TELEGRAM: "Telegram",
        SourceTag.EMAIL: _("an email from a friend"),
        SourceTag.SMS: _("a text message"),
        SourceTag.LINK: _("a copied link"),
        SourceTag.SHEET: _("a phone’s share button"),
        SourceTag.MAIL: _("a mail of ours"),
        SourceTag.EMBED: _("the card on another site"),
        SourceTag.BADGE: _("the count on another site"),
        SourceTag.PAPER: _("the code on a sheet or poster"),
    }
    if source != Source.ONLINE:
        return str(Source(source).label)
    return str(tags[tag]) if tag in tags else _("straight to the site")


@dataclass(frozen=True)
class Bar:
    """A bar of a chart, with its measures as they stand in the SVG: parts of a hundred, written with a point."""

    label: str
    number: int
    length: str
    offset: str = "0"
    start: str = "0"
    width: str = "0"
    percent: str = ""


class Charts:
    """The figures of one statement, or of all, over the last days."""

    def __init__(self, statement_id: int | None, days: int) -> None:
        self.statements = list(StatementPage.objects.only("title").order_by("title"))
        ids = [statement.pk for statement in self.statements]
        self.statement_id = statement_id if statement_id in ids else None
        self.days = days if days in SPANS else USUAL_SPAN
        self.ids = [self.statement_id] if self.statement_id else ids
        self.today = timezone.localdate()
        self.first_day = self.today - timedelta(days=self.days - 1)

    @cached_property
    def rows(self) -> list[tuple[date, int, str, str, int]]:
        """Day, statement, source, source word, number: one query a minute at most."""
        key = f"charts:{self.statement_id}:{self.days}:{self.today}"
        return cache.get_or_set(key, self._count, CHART_SECONDS)

    def _count(self) -> list[tuple[date, int, str, str, int]]:
        begin = timezone.make_aware(datetime.combine(self.first_day, time.min))
        signed = Signature.objects.filter(statement__in=self.ids, confirmed_at__gte=begin, state__in=COUNTED)
        grouped = signed.annotate(day=TruncDate("confirmed_at")).values_list("day", "statement", "source", "source_tag")
        return list(grouped.annotate(number=Count("pk")).order_by("day", "statement", "source", "source_tag"))

    @cached_property
    def total(self) -> int:
        return sum(row[-1] for row in self.rows)

    @cached_property
    def by_day(self) -> list[Bar]:
        """A bar for every day, those on which nobody signed too, the oldest first."""
        numbers = Counter()
        for day, *_rest, number in self.rows:
            numbers[day] += number
        most, wide = max(numbers.values(), default=0) or 1, 100 / self.days
        bars = []
        for place in range(self.days):
            day = self.first_day + timedelta(days=place)
            tall = 100 * numbers[day] / most
            label = date_format(day, "j F Y")
            measures = (f"{tall:.2f}", f"{100 - tall:.2f}", f"{place * wide + wide * 0.1:.3f}", f"{wide * 0.8:.3f}")
            bars.append(Bar(label, numbers[day], *measures))
        return bars

    @cached_property
    def by_source(self) -> list[Bar]:
        """A bar for every way that anybody came, the most used first."""
        numbers = Counter()
        for _day, _statement, source, tag, number in self.rows:
            numbers[source_label(source, tag)] += number
        most = max(numbers.values(), default=0) or 1
        ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
        return [
            Bar(label, number, f"{100 * number / most:.2f}", percent=percent(number, self.total))
            for label, number in ordered
        ]

    @cached_property
    def best_day(self) -> Bar:
        return max(self.by_day, key=lambda bar: bar.number)

    def as_csv(self) -> str:
        """Day, statement, source and number, as a spreadsheet opens it: accents right, formulas harmless.

        Files travel. Links that brought fewer than five people of a day stand in it together.
        """
        titles = {statement.pk: statement.title for statement in self.statements}
        out = io.StringIO()
        out.write("\ufeff")  # so that Excel takes it for UTF-8
        sheet = csv.writer(out)
        sheet.writerow([_("day"), _("statement"), _("came by"), _("signatures")])
        for (day, statement, label), number in self._without_few().items():
            sheet.writerow([day.isoformat(), harmless(titles[statement]), label, number])
        return out.getvalue()

    def _without_few(self) -> Counter[tuple[date, int, str]]:
        numbers = Counter()
        for day, statement, source, tag, number in self.rows:
            is_known = source != Source.ONLINE or number >= FEW
            label = source_label(source, tag) if is_known else _("online, by ways with fewer than %d") % FEW
            numbers[day, statement, label] += number
        return numbers


def percent(part: int, whole: int) -> str:
    """How much of the whole it is: "37%", and "<1%" for what is little but not nothing."""
    rounded = round(100 * part / whole) if whole else 0
    return "<1%" if part and not rounded else f"{rounded}%"


def harmless(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula. Source: OWASP, CSV injection."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell
