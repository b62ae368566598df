"""The pages with a form: write to us, invite a speaker, complain."""

from django.utils.translation import gettext_lazy as _

from enquiries.models import default_words as words
from enquiries.models.page import (
    PLACEHOLDERS,
    TEMPLATE,
    EnquiryFormPage,
    button,
    form_note,
    heading,
    thanks_text,
)
from enquiries.questions import Kind
from placeholders.fields import mail_subject, mail_text


class ContactPage(EnquiryFormPage):
    """Anybody can write to the organisers here."""

    form_heading = heading(words.CONTACT_HEADING)
    form_note = form_note(words.CONTACT_NOTE)
    button_label = button(words.CONTACT_BUTTON)
    thanks_heading = heading(words.CONTACT_THANKS_HEADING, limit=120)
    thanks_text = thanks_text(words.CONTACT_THANKS_TEXT)
    answer_subject = mail_subject(PLACEHOLDERS, words.CONTACT_ANSWER_SUBJECT)
    answer_text = mail_text(PLACEHOLDERS, words.CONTACT_ANSWER_TEXT)

    kind = Kind.CONTACT
    template = TEMPLATE
    page_description = _("A form with which anybody can write to the organisers.")

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


class SpeakerRequestPage(EnquiryFormPage):
    """Branches and groups ask here for somebody to speak at their meeting."""

    form_heading = heading(words.SPEAKER_HEADING)
    form_note = form_note(words.SPEAKER_NOTE)
    button_label = button(words.SPEAKER_BUTTON)
    thanks_heading = heading(words.SPEAKER_THANKS_HEADING, limit=120)
    thanks_text = thanks_text(words.SPEAKER_THANKS_TEXT)
    answer_subject = mail_subject(PLACEHOLDERS, words.SPEAKER_ANSWER_SUBJECT)
    answer_text = mail_text(PLACEHOLDERS, words.SPEAKER_ANSWER_TEXT)

    kind = Kind.SPEAKER
    template = TEMPLATE
    page_description = _("A form with which branches and groups ask for a speaker.")

    class Meta:
        verbose_name = _("speaker request page")
        verbose_name_plural = _("speaker request pages")


class ComplaintPage(EnquiryFormPage):
    """Anybody can complain here, and a clock runs until an organiser has acknowledged it."""

    form_heading = heading(words.COMPLAINT_HEADING)
    form_note = form_note(words.COMPLAINT_NOTE)
    button_label = button(words.COMPLAINT_BUTTON)
    thanks_heading = heading(words.COMPLAINT_THANKS_HEADING, limit=120)
    thanks_text = thanks_text(words.COMPLAINT_THANKS_TEXT)
    answer_subject = mail_subject(PLACEHOLDERS, words.COMPLAINT_ANSWER_SUBJECT)
    answer_text = mail_text(PLACEHOLDERS, words.COMPLAINT_ANSWER_TEXT)

    kind = Kind.COMPLAINT
    template = TEMPLATE
    page_description = _("A form for complaints, which organisers must acknowledge within 30 days.")

    class Meta:
        verbose_name = _("complaints page")
        verbose_name_plural = _("complaints pages")


# Every kind of page that has a form, by what comes through it.
FORM_PAGES: dict[str, type[EnquiryFormPage]] = {
    page.kind: page for page in (ContactPage, SpeakerRequestPage, ComplaintPage)
}
