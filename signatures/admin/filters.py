"""What the list of signatures can be narrowed by. Each has one plain name in the address, and nothing else counts."""

from datetime import datetime, timedelta

from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from signatures.checks.reasons import REASONS
from signatures.models import Source, StatementPage
from signatures.models.signature import STATE_LABELS


class StateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return list(STATE_LABELS.items())

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in STATE_LABELS else queryset


class SourceFilter(SimpleListFilter):
    title = _("how it came")
    parameter_name = "source"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return Source.choices

    def queryset(self, request, queryset):
        return queryset.filter(source=self.value()) if self.value() in Source.values else queryset


class StatementFilter(SimpleListFilter):
    """By statement, one query for the choices however many signatures there are."""

    title = _("statement")
    parameter_name = "statement"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [(str(pk), title) for pk, title in StatementPage.objects.order_by("title").values_list("pk", "title")]

    def has_output(self) -> bool:
        return True  # so that the address always means the same, however many statements there are

    def queryset(self, request, queryset):
        chosen = self.value() or ""
        return queryset.filter(statement_id=chosen) if chosen in dict(self.lookup_choices) else queryset


ANY, NONE = "any", "none"


def flag_choices() -> list[tuple[str, str]]:
    """What a list can be narrowed to by reasons to look twice, one by one or altogether."""
    choices = [(NONE, _("nothing")), (ANY, _("anything"))]
    return choices + [(reason.name, reason.label) for reason in REASONS.values()]


def by_flag(queryset, chosen: str):
    """`queryset` narrowed to one of `flag_choices`; as it is for anything else."""
    if chosen == NONE:
        return queryset.unflagged()
    if chosen == ANY:
        return queryset.flagged()
    return queryset.flagged_for(chosen) if chosen in REASONS else queryset


class FlagFilter(SimpleListFilter):
    title = _("look twice at")
    parameter_name = "flag"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return flag_choices()

    def queryset(self, request, queryset):
        return by_flag(queryset, self.value() or "")


def confirmed_between(now: datetime) -> dict[str, Q]:
    """The spans of time that the admin home counts, and the list shows, as conditions on signatures."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    week, fortnight = now - timedelta(days=7), now - timedelta(days=14)
    return {
        "today": Q(confirmed_at__gte=midnight),
        "this_week": Q(confirmed_at__gte=week),
        "last_week": Q(confirmed_at__gte=fortnight, confirmed_at__lt=week),
    }


class ConfirmedFilter(SimpleListFilter):
    title = _("confirmed")
    parameter_name = "confirmed"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("today", _("today")), ("this_week", _("in the last 7 days")), ("last_week", _("in the 7 days before"))]

    def queryset(self, request, queryset):
        condition = confirmed_between(timezone.localtime()).get(self.value())
        return queryset.filter(condition).order_by("-confirmed_at", "-pk") if condition else queryset
