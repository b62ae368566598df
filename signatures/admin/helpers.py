"""What the lists of signatures add to a list that only shows."""

from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.views import IndexView

from signatures import addresses
from signatures.admin import seen_rows
from signatures.admin.filters import StateFilter
from signatures.admin.forms import CHOICES, reason_groups
from signatures.admin.searching import with_words_or_domain
from signatures.models.supporter import mailbox_key
from signatures.permissions import can_find_by_address, can_moderate, can_resend
from signatures.states import State
from staff.paging import LongPaginator
from staff.read_only_lists import ReadOnlyIndexView


class DeskIndexView(ReadOnlyIndexView):
    """A list that may have a million rows, which may be ticked and decided."""

    def get_context_data(self, **kwargs) -> dict:
        context = self._page() | kwargs
        if getattr(self.model_admin, "rows_can_be_ticked", False) and can_moderate(self.request.user):
            rows = [row for row in context["object_list"] if row.can_be_decided]
            context |= {
                "rows_seen": seen_rows.sign(self.request.user, rows) if rows else "",
                "choices": CHOICES,
                "reasons": reason_groups(),
            }
        states = [spec.value() for spec in self.filter_specs if spec.parameter_name == StateFilter.parameter_name]
        context |= {
            "may_resend": states == [State.UNCONFIRMED] and can_resend(self.request.user),
            "may_moderate": can_moderate(self.request.user),
        }
        return super(IndexView, self).get_context_data(**context)  # the stock one counts every row, twice

    def get_ordering(self, request, queryset) -> list[str]:
        """A filter may bring the order with it that its index has."""
        return list(queryset.query.order_by) or super().get_ordering(request, queryset)

    def _page(self) -> dict:
        paginator = LongPaginator(self.queryset, self.items_per_page, sought=bool(self.query.strip()))
        page = paginator.get_page(self.page_num or 1)
        return {
            "breadcrumbs": [{"url": "", "label": self.get_page_title()}],
            "paginator": paginator,
            "page_obj": page,
            "object_list": page.object_list,
            "result_count": paginator.count,
            "narrows": bool(self.query.strip() or any(spec.value() for spec in self.filter_specs)),
            "show_search": self.search_handler.show_search_form,
        }


class SignatureSearchHandler(BaseSearchHandler):
    """Finds by words of name and roles, or a whole domain; a whole address only for those who may, and only exactly."""

    show_search_form = True

    def search_queryset(self, queryset, search_term: str, *, user, **kwargs):
        if not search_term.strip():
            return queryset
        if "@" not in search_term:
            return with_words_or_domain(queryset, search_term.replace("\x00", ""))
        if not can_find_by_address(user):
            return queryset.none()
        try:
            key = mailbox_key(addresses.parse(search_term.strip()))
        except addresses.Refused:
            return queryset.none()
        return queryset.filter(supporter__mailbox_key=key)
