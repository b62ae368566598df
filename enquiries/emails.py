"""The mails of enquiries. Each is rendered when it is sent, from the facts of that moment."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from enquiries import links, texts
from enquiries.models import FORM_PAGES, Enquiry, EnquiryNotice
from enquiries.models.page import EnquiryFormPage
from enquiries.services.receiving import ANSWER_MAIL, NOTICE_MAIL
from enquiries.states import State
from outbox import letters, renderers
from outbox.models import Message
from placeholders.words import fill_line, fill_paragraphs

DONE = (State.CLOSED, State.QUARANTINED)


def register() -> None:
    """Tell the outbox who renders our kinds of mail."""
    renderers.register(ANSWER_MAIL, answer, gettext_lazy("answer to a message"))
    renderers.register(NOTICE_MAIL, notice, gettext_lazy("copy of a message for an organiser"))


def notice(message: Message) -> EmailMultiAlternatives | None:
    """An organiser's copy. An answer to it goes to whoever wrote; nothing to say of what was taken for spam since."""
    found = EnquiryNotice.objects.select_related("enquiry").filter(pk=message.subject_id).first()
    if found is None or found.enquiry.state == State.QUARANTINED:
        return None
    enquiry = found.enquiry
    # Nothing typed stands in the subject: it is the one line that is read before anything is believed.
    subject = _("%(kind)s %(number)s: %(topic)s") if enquiry.topic else _("%(kind)s %(number)s")
    facts = {"kind": enquiry.get_kind_display(), "number": enquiry.pk, "topic": enquiry.get_topic_display()}
    page = _page(enquiry)
    context = {
        "subject": (subject % facts).capitalize(),
        "enquiry": enquiry,
        "inbox_url": settings.BASE_URL + reverse("enquiries_enquiry_modeladmin_inspect", args=[enquiry.pk]),
        "statement_title": page.title if page else "",
        "campaign_name": _campaign(page),
    }
    return letters.letter(context, template="enquiries/emails/notice", to=found.address, reply_to=enquiry.email)


def answer(message: Message) -> EmailMultiAlternatives | None:
    """The auto-answer: the page's words, and of the visitor's own a name at most. Pointless once all is done."""
    enquiry = Enquiry.objects.filter(pk=message.subject_id).first()
    page = _page(enquiry) if enquiry else None
    if page is None or enquiry.state in DONE:
        return None
    name = texts.greeting_name(enquiry.name)
    values = {
        "name": name,
        "page": page.title,
        "campaign": _campaign(page),
        "retention": page.retention_words,
    }
    context = {
        "subject": fill_line(page.answer_subject, values),
        "greeting": _("Hello %(name)s,") % values if name else _("Hello,"),
        "paragraphs": fill_paragraphs(page.answer_text, values),
        "after": [
            _(
                "This mail was written by our website because your address was typed into its form. If that wasn’t "
                "you, somebody made a slip: you need do nothing, and we are sorry for the trouble. The link below "
                "deletes what they wrote and stops all such mails to you."
            )
        ],
        "links": [{"label": _("This wasn't me: never mail me again"), "url": links.not_me_url(enquiry)}],
        "statement_title": page.title,
        "campaign_name": values["campaign"],
    }
    return letters.letter(context, to=enquiry.email, replied=True)


def _page(enquiry: Enquiry) -> EnquiryFormPage | None:
    return FORM_PAGES[enquiry.kind].objects.filter(pk=enquiry.page_id).first()


def _campaign(page: EnquiryFormPage | None) -> str:
    site = page.get_site() if page else Site.objects.filter(is_default_site=True).first()
    return site.site_name if site else ""
