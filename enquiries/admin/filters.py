"""What the inbox can be narrowed by. Each has one plain name in the address, and nothing else counts."""

from django.contrib.admin import SimpleListFilter
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enquiries.checks import Suspicion
from enquiries.models.enquiry import STATE_LABELS
from enquiries.questions import Kind, Topic
from enquiries.states import State


class StateFilter(SimpleListFilter):
    """What is new, unless another state is asked for: a thousand in quarantine stand in nobody's way."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return list(STATE_LABELS.items())

    def value(self) -> str:
        asked = super().value()
        return asked if asked in STATE_LABELS else State.NEW.value

    def queryset(self, request, queryset):
        if request.GET.get("q") or request.GET.get(DueFilter.parameter_name):
            return queryset  # whoever looks for somebody wants everything of theirs, and a clock runs in quarantine too
        return queryset.filter(state=self.value())


class KindFilter(SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() in Kind.values else queryset


class DueFilter(SimpleListFilter):
    """What must be acknowledged by a day that the law sets."""

    title = _("to acknowledge")
    parameter_name = "due"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("open", _("waiting")), ("overdue", _("overdue"))]

    def queryset(self, request, queryset):
        match self.value():
            case "open":
                return queryset.to_acknowledge()
            case "overdue":
                return queryset.overdue(timezone.now())
        return queryset


class TopicFilter(SimpleListFilter):
    title = _("about")
    parameter_name = "topic"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return Topic.choices

    def queryset(self, request, queryset):
        return queryset.filter(topic=self.value()) if self.value() in Topic.values else queryset


class AssignedFilter(SimpleListFilter):
    title = _("assigned to")
    parameter_name = "assigned"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("me", _("me")), ("nobody", _("nobody")), ("others", _("somebody else"))]

    def queryset(self, request, queryset):
        match self.value():
            case "me":
                return queryset.filter(assigned_to=request.user)
            case "nobody":
                return queryset.filter(assigned_to__isnull=True)
            case "others":
                return queryset.filter(assigned_to__isnull=False).exclude(assigned_to=request.user)
        return queryset


class SuspicionFilter(SimpleListFilter):
    title = _("why in quarantine")
    parameter_name = "why"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return Suspicion.choices

    def queryset(self, request, queryset):
        return queryset.filter(suspicion=self.value()) if self.value() in Suspicion.values else queryset
