"""What the template of a page with a form is given."""

from django.urls import reverse

from enquiries.forms import FORMS, EnquiryForm
from enquiries.models.page import EnquiryFormPage


def form_context(page: EnquiryFormPage, form: EnquiryForm | None = None) -> dict:
    """The context of the page; `form` is the refused one, a fresh one otherwise."""
    return {
        "form": form or FORMS[page.kind](page=page),
        "form_action": reverse("enquiries:send", args=[page.pk]) if page.pk else "",
    }
