"""What the inbox adds to a list that only shows."""

from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from enquiries.admin.filters import DueFilter
from enquiries.admin.inbox import counts
from enquiries.permissions import can_handle
from signatures import addresses
from staff.read_only_lists import ReadOnlyIndexView
from vault.hashes import mailbox_key


class InboxIndexView(ReadOnlyIndexView):
    def get_ordering(self, request, queryset) -> list[str]:
        """The newest first, but where a clock runs whoever has waited longest."""
        if self.params.get(DueFilter.parameter_name):
            return ["received_at", "pk"]
        return super().get_ordering(request, queryset)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        state, *narrowing = self.filter_specs
        return context | {
            "counts": counts(),
            "state": "" if self.query or self.params.get(DueFilter.parameter_name) else state.value(),
            "narrowing": [spec for spec in narrowing if self.model_admin.is_offered(spec, state.value())],
            "narrowed": any(spec.value() for spec in narrowing),
            "may_handle": can_handle(self.request.user),
            "here": self.get_query_string(),
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
