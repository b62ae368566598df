"""What the list of signatures can be narrowed by."""

from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from signatures.models import StatementPage


class StatementFilter(SimpleListFilter):
    """By statement, one query for the choices however many signatures there are."""

    title = _("statement")
    parameter_name = "statement"

    def lookups(self, request, model_admin) -> list[tuple[int, str]]:
        return list(StatementPage.objects.order_by("title").values_list("pk", "title"))

    def queryset(self, request, queryset):
        if self.value() and self.value().isdecimal():
            return queryset.filter(statement_id=self.value())
        return queryset
