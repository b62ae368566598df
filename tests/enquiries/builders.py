"""Pages with a form, what a browser posts from them, and enquiries in the states that a story needs."""

from django.utils import timezone

from enquiries.checks import Suspicion
from enquiries.forms import FORMS
from enquiries.models import ComplaintPage, ContactPage, Enquiry, SpeakerRequestPage
from enquiries.models.page import EnquiryFormPage
from enquiries.questions import Kind
from enquiries.states import State
from signatures.addresses import parse
from tests import builders
from vault.hashes import mailbox_key

CONTACT = {
    "name": "Zoë O’Neill",
    "email": "Zoe@Example.org",
    "topic": "idea",
    "message": "Could we meet in Leeds?\n\nI know a room <cheap> & cheerful.",
}
SPEAKER = {
    "name": "Ngọc",
    "email": "ngoc@example.org",
    "phone": "+44 113 496 0000",
    "organisation": "Unite Exampletown branch",
    "organisation_kind": "union",
    "place": "Exampletown",
    "presence": "either",
    "dates": "Tuesday 3 March, 7 pm\nor any Thursday",
    "audience": "to_50",
    "about": "Free movement at work",
}
COMPLAINT = {
    "name": "Grace",
    "email": "grace@example.org",
    "complaint_about": "conduct",
    "what_happened": "Somebody shouted at me at the stall in Exampletown.",
    "remedy": "An apology",
}
ANSWERS = {Kind.CONTACT: CONTACT, Kind.SPEAKER: SPEAKER, Kind.COMPLAINT: COMPLAINT}


def contact_page(**fields) -> ContactPage:
    return _published(ContactPage(title="Contact us", slug="contact", **fields))


def speaker_page(**fields) -> SpeakerRequestPage:
    return _published(SpeakerRequestPage(title="Invite a speaker", slug="invite-a-speaker", **fields))


def complaint_page(**fields) -> ComplaintPage:
    return _published(ComplaintPage(title="Complaints", slug="complaints", **fields))


def _published(page: EnquiryFormPage) -> EnquiryFormPage:
    builders.home().add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def form_data(page: EnquiryFormPage, **fields: str | None) -> dict[str, str]:
    """What a browser posts, hidden fields included; a field that is None is left out."""
    token = FORMS[page.kind](page=page).initial["form_token"]
    filled = ANSWERS[page.kind] | {"website": "", "form_token": token} | fields
    return {name: value for name, value in filled.items() if value is not None}


def send(client, page: EnquiryFormPage, **fields: str | None):
    """Posts the page's form."""
    return client.post(f"/enquire/{page.pk}/", form_data(page, **fields))


def enquiry(page: EnquiryFormPage, state: State = State.NEW, **fields) -> Enquiry:
    """An enquiry in `state`, without any mail; the answers are the defaults but for `fields`."""
    values = {name: fields.pop(name, value) for name, value in ANSWERS[page.kind].items()}
    address = parse(values.pop("email"))
    now = timezone.now()
    row = Enquiry(
        kind=page.kind,
        page_id=page.pk,
        retention_months=page.retention_months,
        name=values.pop("name"),
        email=address.normal,
        mailbox_key=mailbox_key(address.canonical),
        state=state,
        suspicion=Suspicion.LINKS if state == State.QUARANTINED else "",
        answered_at=now if state == State.ANSWERED else None,
        closed_at=now if state == State.CLOSED else None,
    )
    row.received_at = now
    row.set_values(values)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row
