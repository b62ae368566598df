"""The list "Mail that failed": numbers, kinds and types of errors. No address and no word of a mail is shown."""

from django.http import HttpRequest
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from outbox import permissions, reasons, renderers, views
from outbox.models import Message
from staff.read_only_lists import ReadOnlyAdmin, ReadOnlyIndexView


class FailedIndex(ReadOnlyIndexView):
    page_title = _("Mail that failed")


class FailedMailAdmin(ReadOnlyAdmin):
    model = Message
    menu_label = _("Mail that failed")
    menu_icon = "mail"
    menu_order = 900
    add_to_settings_menu = True
    base_url_path = "outbox/failed"
    index_view_class = FailedIndex
    ordering = ("-due_at",)
    list_per_page = 50

    def may_read(self, user) -> bool:
        return permissions.can_see_failed_mail(user)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).failed().without_content()

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        shown = ("number", "what", "reason", "attempts", "created_at", "last_due_at")
        return (*shown, "again") if permissions.can_try_again(request.user) else shown

    def number(self, message: Message) -> str:
        return str(message)

    number.short_description = _("number")
    number.admin_order_field = "pk"

    def what(self, message: Message) -> str:
        return renderers.name_of(message.kind)

    what.short_description = _("kind")
    what.admin_order_field = "kind"

    def reason(self, message: Message) -> str:
        return reasons.in_words(message.last_error)

    reason.short_description = _("why")
    reason.admin_order_field = "last_error"

    def last_due_at(self, message: Message):
        return message.due_at

    last_due_at.short_description = _("last due")
    last_due_at.admin_order_field = "due_at"

    def again(self, message: Message) -> str:
        # The form is one for the whole list, in the page's template.
        return format_html(
            '<button class="{}" form="try-again" name="message" value="{}">{}</button>',
            "button button-small button-secondary",
            message.pk,
            _("Try again"),
        )

    again.short_description = ""

    def get_admin_urls_for_registration(self) -> tuple:
        ours = path("outbox/failed/try-again/", views.try_again, name="outbox_try_again")
        return (*super().get_admin_urls_for_registration(), ours)
