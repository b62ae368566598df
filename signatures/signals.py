"""What happens in Wagtail that signing must know of."""

from wagtail.signals import page_published

from signatures.models import StatementPage
from signatures.services.versions import freeze


def freeze_published_wording(sender, instance: StatementPage, **kwargs) -> None:
    """Publishing, by hand or by schedule, is what makes a wording one that people can sign."""
    freeze(instance)


def connect() -> None:
    page_published.connect(freeze_published_wording, sender=StatementPage, dispatch_uid="signatures.freeze")
