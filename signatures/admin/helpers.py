"""How the stock list of `wagtail_modeladmin` is held to what each role may do."""

from django.core.exceptions import PermissionDenied
from wagtail_modeladmin.helpers import DjangoORMSearchHandler, PermissionHelper
from wagtail_modeladmin.views import HistoryView, IndexView

from signatures import addresses
from signatures.models.supporter import mailbox_key
from signatures.permissions import can_find_by_address, can_see_signatures


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


class UnexportedIndexView(IndexView):
    """The stock list without its spreadsheet, which anybody who may look could otherwise take away."""

    def dispatch(self, request, *args, **kwargs):
        if "export" in request.GET:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GuardedHistoryView(HistoryView):
    """The stock history asks for a login only; this asks for the right to see signatures."""

    def check_action_permitted(self, user) -> bool:
        return can_see_signatures(user)


class SignatureSearchHandler(DjangoORMSearchHandler):
    """Finds by words of a name, roles or the domain; a whole address only for those who may, and only exactly."""

    def search_queryset(self, queryset, search_term: str, *, user, **kwargs):
        if "@" not in search_term:
            return super().search_queryset(queryset, search_term, **kwargs)
        if not can_find_by_address(user):
            return queryset.none()
        try:
            key = mailbox_key(addresses.parse(search_term))
        except addresses.Refused:
            return queryset.none()
        return queryset.filter(supporter__mailbox_key=key)
