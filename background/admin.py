"""The list "Background work": what runs, how far it is, who started it, and what came of it."""

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from background import permissions, views
from background.models import Job


class JobPermissions(PermissionHelper):
    """Looking is all that the stock pages offer; cancelling has a view of its own."""

    def user_can_list(self, user) -> bool:
        return permissions.can_see_jobs(user)

    def user_can_create(self, user) -> bool:
        return False

    def user_can_inspect_obj(self, user, obj) -> bool:
        return False

    def user_can_edit_obj(self, user, obj) -> bool:
        return False

    def user_can_delete_obj(self, user, obj) -> bool:
        return False


class JobIndex(IndexView):
    page_title = _("Background work")
    FORMATS = ()  # the stock page exports for whoever may look

    def get_filters_params(self, params=None) -> dict:
        return {}  # the stock page takes any field from the address, and so answers guesses about hidden ones

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        return context | {
            "breadcrumbs": [{"url": "", "label": self.page_title}],
            "previous_url": self.get_query_string({self.PAGE_VAR: page.number - 1}),
            "next_url": self.get_query_string({self.PAGE_VAR: page.number + 1}),
        }


class JobAdmin(ModelAdmin):
    model = Job
    menu_label = _("Background work")
    menu_icon = "tasks"
    menu_order = 890
    add_to_settings_menu = True
    base_url_path = "background"
    index_view_class = JobIndex
    permission_helper_class = JobPermissions
    history_view_enabled = False
    ordering = ("-made_at", "-pk")
    list_display = ("title",)  # the columns and their order are the template's
    list_per_page = 30

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("made_by", "cancelled_by")

    def get_admin_urls_for_registration(self) -> tuple:
        """The list alone, and our own views. The stock ones to create, edit and delete are not even there."""
        index, *_stock = super().get_admin_urls_for_registration()
        return (
            index,
            path("background/<int:job_id>/cancel/", views.cancel, name="background_cancel"),
            path("background/<int:job_id>/try-again/", views.try_again, name="background_try_again"),
        )

    def register_admin_url_finders(self) -> None:
        """A job has no page of its own to be found."""

    def register_indexing(self) -> None:
        """Jobs stay out of the reference index."""
