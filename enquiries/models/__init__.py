"""The tables of enquiries, one module each."""

from enquiries.models.enquiry import Enquiry
from enquiries.models.move import EnquiryMove
from enquiries.models.note import EnquiryNote
from enquiries.models.notice import EnquiryNotice
from enquiries.models.page import EnquiryFormPage, Retention
from enquiries.models.page_types import FORM_PAGES, ComplaintPage, ContactPage, SpeakerRequestPage

__all__ = [
    "FORM_PAGES",
    "ComplaintPage",
    "ContactPage",
    "Enquiry",
    "EnquiryFormPage",
    "EnquiryMove",
    "EnquiryNote",
    "EnquiryNotice",
    "Retention",
    "SpeakerRequestPage",
]
