"""Registers the desk with Wagtail; what is registered lives in `admin/`."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from signatures.admin import deletion, log_actions
from signatures.admin import urls as admin_urls
from signatures.admin.modeladmin import SignaturesGroup
from signatures.admin.panels import DeskPanel, SamplePanel
from signatures.admin.reasons import ReasonViewSet
from signatures.admin.word_lists import ListedWordViewSet, look_again_after
from signatures.models import StatementPage
from signatures.permissions import can_moderate, can_word_statements

modeladmin_register(SignaturesGroup)
register_snippet(ReasonViewSet)
register_snippet(ListedWordViewSet)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("signatures/", include(admin_urls))]


@hooks.register("register_log_actions")
def log_action_names(actions) -> None:
    log_actions.register(actions)


@hooks.register("construct_homepage_panels")
def desk_on_the_home(request, panels: list) -> None:
    if can_moderate(request.user):
        panels[:0] = [DeskPanel(), SamplePanel()]


@hooks.register("before_create_page")
def only_organisers_begin_statements(request, parent_page, page_class):
    if not issubclass(page_class, StatementPage) or can_word_statements(request.user):
        return None
    messages.error(request, _("Only organisers begin a new statement. Ask one of them, or edit the other pages here."))
    return redirect("wagtailadmin_explore", parent_page.pk)


for _event in ("after_create_snippet", "after_edit_snippet", "after_delete_snippet"):
    hooks.register(_event, look_again_after)


@hooks.register("before_delete_page")
def keep_signed_page(request, page):
    return deletion.refuse(request, [page])


@hooks.register("before_bulk_action")
def keep_signed_pages(request, action_type, objects, action):
    if action_type == "delete" and action.models == [Page]:
        return deletion.refuse(request, list(objects))
    return None


@hooks.register("construct_admin_api")
def keep_signed_pages_from_the_api(router) -> None:
    router.register_endpoint("pages", deletion.GuardedPages)


@hooks.register("insert_global_admin_css", order=-1)
def desk_styles_and_starts() -> str:
    # The script stands here because it must run before any other of the admin.
    return format_html(
        '<script src="{}"></script><link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">',
        static("js/admin-starts.js"),
        static("css/desk.css"),
        static("css/desk-reasons.css"),
    )
