"""The two fields of a mail that an editor writes."""

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from placeholders.words import Placeholders


def mail_subject(placeholders: Placeholders, default) -> models.CharField:
    return models.CharField(_("subject"), max_length=150, default=default, help_text=placeholders.help_text)


def mail_text(placeholders: Placeholders, default) -> models.TextField:
    help_text = format_lazy(_("Plain text; an empty line begins a new paragraph. {help}"), help=placeholders.help_text)
    return models.TextField(_("text"), default=default, help_text=help_text)
