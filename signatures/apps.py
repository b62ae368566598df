from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignaturesConfig(AppConfig):
    name = "signatures"
    verbose_name = _("signatures")

    def ready(self) -> None:
        from background import kinds
        from outbox import chores
        from signatures import emails, own_mails, signals
        from signatures.services import bulk_review, held, looking_again, reminding, retention

        emails.register()
        own_mails.register()
        held.register()
        retention.register()
        chores.register("signatures.reminders", reminding.remind_a_portion)
        looking_again.register_kind()
        kinds.register(bulk_review.REVIEW, bulk_review.ReviewWork())
        kinds.register(bulk_review.UNDO, bulk_review.UndoWork())
        signals.connect()
