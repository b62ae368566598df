"""The list "Background work": what runs, how far it is, who started it, and what came of it."""

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _

from background import permissions, views
from background.models import Job
from staff.read_only_lists import ReadOnlyAdmin, ReadOnlyIndexView


class JobIndex(ReadOnlyIndexView):
    page_title = _("Background work")


class JobAdmin(ReadOnlyAdmin):
    model = Job
    menu_label = _("Background work")
    menu_icon = "tasks"
    menu_order = 890
    add_to_settings_menu = True
    base_url_path = "background"
    index_view_class = JobIndex
    ordering = ("-made_at", "-pk")
    list_display = ("title",)  # the columns and their order are the template's
    list_per_page = 30

    def may_read(self, user) -> bool:
        return permissions.can_see_jobs(user)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("made_by", "cancelled_by")

    def get_admin_urls_for_registration(self) -> tuple:
        return (
            *super().get_admin_urls_for_registration(),
            path("background/<int:job_id>/cancel/", views.cancel, name="background_cancel"),
            path("background/<int:job_id>/try-again/", views.try_again, name="background_try_again"),
        )
