"""How the stock list of `wagtail_modeladmin` is held to what each role may do."""

from django.core.exceptions import PermissionDenied
from wagtail_modeladmin.helpers import DjangoORMSearchHandler, PermissionHelper
from wagtail_modeladmin.views import IndexView

from signatures import addresses
from signatures.admin import seen_rows
from signatures.admin.filters import StateFilter
from signatures.admin.forms import CHOICES, reason_groups
from signatures.models.supporter import mailbox_key
from signatures.permissions import can_find_by_address, can_moderate, can_resend, can_see_signatures
from signatures.states import State


class ReadOnlyPermissionHelper(PermissionHelper):
    """Look, and nothing else: signatures are made by signing and moved by decisions, never by a stock form."""

    def user_can_list(self, user) -> bool:
        return can_see_signatures(user)

    def user_can_inspect_obj(self, user, obj) -> bool:
        return can_see_signatures(user)

    def user_can_create(self, user) -> bool:
        return False

    def user_can_edit_obj(self, user, obj) -> bool:
        return False

    def user_can_delete_obj(self, user, obj) -> bool:
        return False


class GuardedIndexView(IndexView):
    """The stock list without its spreadsheet, and deaf to every condition that isn't one of its filters.

    The stock list turns whatever stands in the address into a condition: with
    `?decisions__made_by__password__startswith=` a moderator could read an admin's password hash letter by letter.
    """

    def dispatch(self, request, *args, **kwargs):
        if "export" in request.GET:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filters_params(self, params=None) -> dict:
        ours = {each.parameter_name for each in self.list_filter}
        return {name: value for name, value in super().get_filters_params(params).items() if name in ours}

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        if getattr(self.model_admin, "rows_can_be_ticked", False) and can_moderate(self.request.user):
            rows = [row for row in context["object_list"] if row.can_be_decided]
            context |= {
                "rows_seen": seen_rows.sign(self.request.user, rows) if rows else "",
                "choices": CHOICES,
                "reasons": reason_groups(),
            }
        states = [spec.value() for spec in self.filter_specs if spec.parameter_name == StateFilter.parameter_name]
        return context | {
            "may_resend": states == [State.UNCONFIRMED] and can_resend(self.request.user),
            "breadcrumbs": [{"url": "", "label": self.get_page_title()}],
            "may_moderate": can_moderate(self.request.user),
            "previous_url": self.get_query_string({self.PAGE_VAR: page.number - 1}),
            "next_url": self.get_query_string({self.PAGE_VAR: page.number + 1}),
        }


class SignatureSearchHandler(DjangoORMSearchHandler):
    """Finds by words of a name, roles or the domain; a whole address only for those who may, and only exactly."""

    def search_queryset(self, queryset, search_term: str, *, user, **kwargs):
        if "@" not in search_term:
            # A whole domain is found by its index; at a million rows the words of names need a look at each.
            whole_domain = queryset.filter(supporter__domain=search_term.strip().lower())
            if "." in search_term and whole_domain.exists():
                return whole_domain
            return super().search_queryset(queryset, search_term, **kwargs)
        if not can_find_by_address(user):
            return queryset.none()
        try:
            key = mailbox_key(addresses.parse(search_term.strip()))
        except addresses.Refused:
            return queryset.none()
        return queryset.filter(supporter__mailbox_key=key)
