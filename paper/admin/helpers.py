"""How the stock list of `wagtail_modeladmin` is held to what each role may do."""

from wagtail_modeladmin.helpers import DjangoORMSearchHandler, PermissionHelper

from paper import codes
from paper.permissions import can_order_sheets


class SheetPermissionHelper(PermissionHelper):
    """Look at the list; making and cancelling are views of our own."""

    def user_can_list(self, user) -> bool:
        return can_order_sheets(user)

    def user_can_inspect_obj(self, user, obj) -> bool:
        return False

    def user_can_create(self, user) -> bool:
        return False

    def user_can_edit_obj(self, user, obj) -> bool:
        return False

    def user_can_delete_obj(self, user, obj) -> bool:
        return False


class SheetSearchHandler(DjangoORMSearchHandler):
    """Finds by words of the event, or the batch to which a code belongs."""

    def search_queryset(self, queryset, search_term: str, **kwargs):
        try:
            code = codes.read(search_term)
        except codes.BadCode:
            return super().search_queryset(queryset, search_term, **kwargs)
        return queryset.filter(sheets__code=code)
