"""The mails whose words belong to a statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from placeholders.fields import mail_subject, mail_text
from placeholders.words import Placeholders
from signatures.models import default_words as words

PLACEHOLDERS = Placeholders("first_name", "statement", "campaign")

# In the order of the editor's tab.
MAILS = {
    "confirm": _("Please confirm (the first mail everybody gets)"),
    "reminder": _("Still to be confirmed (once, two days after the first)"),
    "published": _("Your name is up"),
    "checking": _("Signing again while the signature waits for its check"),
    "signed": _("Signing again after it was published"),
    "rejected": _("Signing again after it was rejected"),
}
MAIL_FIELDS = tuple(f"{mail}_{part}" for mail in MAILS for part in ("subject", "mail"))


class WithMails(models.Model):
    """A page with a subject and a text for each of the mails."""

    confirm_subject = mail_subject(PLACEHOLDERS, words.CONFIRM_SUBJECT)
    confirm_mail = mail_text(PLACEHOLDERS, words.CONFIRM_MAIL)
    reminder_subject = mail_subject(PLACEHOLDERS, words.REMINDER_SUBJECT)
    reminder_mail = mail_text(PLACEHOLDERS, words.REMINDER_MAIL)
    checking_subject = mail_subject(PLACEHOLDERS, words.CHECKING_SUBJECT)
    checking_mail = mail_text(PLACEHOLDERS, words.CHECKING_MAIL)
    signed_subject = mail_subject(PLACEHOLDERS, words.SIGNED_SUBJECT)
    signed_mail = mail_text(PLACEHOLDERS, words.SIGNED_MAIL)
    rejected_subject = mail_subject(PLACEHOLDERS, words.REJECTED_SUBJECT)
    rejected_mail = mail_text(PLACEHOLDERS, words.REJECTED_MAIL)
    published_subject = mail_subject(PLACEHOLDERS, words.PUBLISHED_SUBJECT)
    published_mail = mail_text(PLACEHOLDERS, words.PUBLISHED_MAIL)

    class Meta:
        abstract = True
