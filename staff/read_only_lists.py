"""Lists that only show: `wagtail_modeladmin` held to reading, for every room that lists rows of its own.

The stock pages trust whoever may see a list: they write what is posted, export every row and take any column of any
related table as a condition. Rows that people outside made, or that services alone may move, need none of that.
"""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from staff.models import User

LONGEST_NUMBER = 18  # digits that the database's whole numbers always hold


class ReadOnlyPermissionHelper(PermissionHelper):
    """Look, and nothing else; who may look is asked of the list."""

    def __init__(self, may_read, model, inspect_view_enabled: bool = False) -> None:
        super().__init__(model, inspect_view_enabled)
        self.may_read = may_read

    def user_can_list(self, user) -> bool:
        return self.may_read(user)

    def user_can_inspect_obj(self, user, obj) -> bool:
        return self.inspect_view_enabled and self.may_read(user)

    def user_can_create(self, user) -> bool:
        return False

    def user_can_edit_obj(self, user, obj) -> bool:
        return False

    def user_can_delete_obj(self, user, obj) -> bool:
        return False


class ReadOnlyIndexView(IndexView):
    """The stock list without its spreadsheet, and deaf to every condition that isn't one of its filters.

    The stock list turns whatever stands in the address into a condition: with
    `?decisions__made_by__password__startswith=` a moderator could read an admin's password hash letter by letter.
    """

    def dispatch(self, request, *args, **kwargs):
        if self.EXPORT_VAR in request.GET:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filters_params(self, params=None) -> dict:
        ours = {each.parameter_name for each in self.list_filter}
        return {name: value for name, value in super().get_filters_params(params).items() if name in ours}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"breadcrumbs": [{"url": "", "label": self.get_page_title()}]}


class ReadOnlyAdmin(ModelAdmin):
    """A list, and with `inspect_view_enabled` a page for each row. The stock forms have no address at all."""

    index_view_class = ReadOnlyIndexView
    history_view_enabled = False

    def may_read(self, user: User) -> bool:
        """Whether this person may see the list and its rows. Each list says so for itself."""
        raise NotImplementedError

    def title_of(self, instance) -> str:
        """What a row's page is called in its breadcrumbs."""
        return capfirst(str(instance))

    def more_to_inspect(self, request: HttpRequest, instance) -> dict[str, Any]:
        """What a row's page shows besides the row."""
        return {}

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        if not self.may_read(request.user):
            raise PermissionDenied  # before anything is said about which numbers exist
        if not instance_pk.isdecimal() or len(instance_pk) > LONGEST_NUMBER:
            raise Http404
        response = super().inspect_view(request, instance_pk)
        if response.status_code != HTTPStatus.OK or request.method == "OPTIONS":  # no page to add to
            return response
        instance = response.context_data["instance"]
        response.context_data["breadcrumbs"] = [
            {"url": self.url_helper.index_url, "label": capfirst(self.opts.verbose_name_plural)},
            {"url": "", "label": self.title_of(instance)},
        ]
        response.context_data |= self.more_to_inspect(request, instance)
        return response

    def get_permission_helper_class(self):
        return partial(ReadOnlyPermissionHelper, self.may_read)

    def get_admin_urls_for_registration(self) -> tuple:
        kept = {self.url_helper.get_action_url_name(action) for action in ("index", "inspect")}
        return tuple(url for url in super().get_admin_urls_for_registration() if url.name in kept)

    def register_admin_url_finders(self) -> None:
        """Nobody edits a row, so none has a page to be edited on."""

    def register_indexing(self) -> None:
        """Rows of these lists stay out of the reference index."""
