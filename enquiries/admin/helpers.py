"""How the stock list of `wagtail_modeladmin` is held to what an inbox may do."""

from django.core.exceptions import PermissionDenied
from wagtail_modeladmin.helpers import DjangoORMSearchHandler, PermissionHelper
from wagtail_modeladmin.views import IndexView

from enquiries.admin.filters import DueFilter
from enquiries.admin.inbox import counts
from enquiries.permissions import can_handle, can_read
from signatures import addresses
from vault.hashes import mailbox_key


class ReadOnlyPermissionHelper(PermissionHelper):
    """Look, and nothing else: enquiries come through a form and move through services, never a stock form."""

    def user_can_list(self, user) -> bool:
        return can_read(user)

    def user_can_inspect_obj(self, user, obj) -> bool:
        return can_read(user)

    def user_can_create(self, user) -> bool:
        return False

    def user_can_edit_obj(self, user, obj) -> bool:
        return False

    def user_can_delete_obj(self, user, obj) -> bool:
        return False


class GuardedIndexView(IndexView):
    """The stock list without its spreadsheet, and deaf to every condition that isn't one of its filters.

    The stock list turns whatever stands in the address into a condition, on passwords of colleagues too.
    """

    def dispatch(self, request, *args, **kwargs):
        if "export" in request.GET:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filters_params(self, params=None) -> dict:
        ours = {each.parameter_name for each in self.list_filter}
        return {name: value for name, value in super().get_filters_params(params).items() if name in ours}

    def get_ordering(self, request, queryset) -> list[str]:
        """The newest first, but where a clock runs whoever has waited longest."""
        if self.params.get(DueFilter.parameter_name):
            return ["received_at", "pk"]
        return super().get_ordering(request, queryset)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        state, *narrowing = self.filter_specs
        return context | {
            "breadcrumbs": [{"url": "", "label": self.get_page_title()}],
            "counts": counts(),
            "state": "" if self.query or self.params.get(DueFilter.parameter_name) else state.value(),
            "narrowing": [spec for spec in narrowing if self.model_admin.is_offered(spec, state.value())],
            "narrowed": any(spec.value() for spec in narrowing),
            "may_handle": can_handle(self.request.user),
            "here": self.get_query_string(),
            "previous_url": self.get_query_string({self.PAGE_VAR: page.number - 1}),
            "next_url": self.get_query_string({self.PAGE_VAR: page.number + 1}),
        }


class AddressSearchHandler(DjangoORMSearchHandler):
    """Finds everything from one mailbox, by its whole address: the database can't read anything else."""

    def search_queryset(self, queryset, search_term: str, **kwargs):
        if not search_term:
            return queryset
        try:
            address = addresses.parse(search_term)
        except addresses.Refused:
            return queryset.none()
        return queryset.of_mailbox(mailbox_key(address.canonical))
