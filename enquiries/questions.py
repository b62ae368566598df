"""What the two forms ask, in order, and the choices they offer. Pure but for the marks of translation."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CONTACT = "contact", _("message")
    SPEAKER = "speaker", _("speaker request")
    COMPLAINT = "complaint", _("complaint")


class Topic(TextChoices):
    MEET_UP = "meet_up", _("A campaigners’ meet-up")
    IDEA = "idea", _("An idea")
    PRESS = "press", _("I am a journalist")
    MY_DATA = "my_data", _("My data: what you hold, or a complaint")
    OTHER = "other", _("Something else")


class ComplaintAbout(TextChoices):
    MY_DATA = "my_data", _("What you did with my data")
    SIGNATURE = "signature", _("A signature, or something published here")
    CONDUCT = "conduct", _("How somebody from the campaign behaved")
    WEBSITE = "website", _("This website, or that I could not use it")
    OTHER = "other", _("Something else")


class OrganisationKind(TextChoices):
    PARTY = "party", _("Labour branch or CLP")
    UNION = "union", _("Union branch")
    TRADES_COUNCIL = "trades_council", _("Trades council")
    CAMPAIGN_GROUP = "campaign_group", _("Campaign group")
    STUDENTS = "students", _("Student or youth group")
    OTHER = "other", _("Something else")


class Presence(TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    EITHER = "either", _("Either")


class Audience(TextChoices):
    UNDER_20 = "under_20", _("Fewer than 20")
    TO_50 = "to_50", _("20 to 50")
    TO_100 = "to_100", _("51 to 100")
    MORE = "more", _("More than 100")
    UNKNOWN = "unknown", _("I don’t know yet")


@dataclass(frozen=True)
class Question:
    """One field of a form: its name, its label, and the choices if it has any."""

    name: str
    label: str | Promise
    choices: type[TextChoices] | None = None

    def answer(self, value: str) -> str:
        """`value` as people read it."""
        return dict(self.choices.choices).get(value, value) if self.choices else value


NAME = Question("name", _("Your name"))
EMAIL = Question("email", _("Your email address"))
PHONE = Question("phone", _("Phone number"))
TOPIC = Question("topic", _("What is it about?"), Topic)
MESSAGE = Question("message", _("Your message"))
COMPLAINT_ABOUT = Question("complaint_about", _("What is your complaint about?"), ComplaintAbout)
WHAT_HAPPENED = Question("what_happened", _("What happened?"))
REMEDY = Question("remedy", _("What would put it right?"))
ORGANISATION = Question("organisation", _("Organisation"))
ORGANISATION_KIND = Question("organisation_kind", _("What kind of organisation is it?"), OrganisationKind)
PLACE = Question("place", _("Place"))
DATES = Question("dates", _("Dates you offer"))
PRESENCE = Question("presence", _("In person or online?"), Presence)
AUDIENCE = Question("audience", _("How many people do you expect?"), Audience)
ABOUT = Question("about", _("What should the speaker talk about?"))

# Everything besides name and address, in the order in which it is asked and shown.
ASKED: Mapping[str, tuple[Question, ...]] = {
    Kind.CONTACT: (TOPIC, MESSAGE),
    Kind.COMPLAINT: (COMPLAINT_ABOUT, WHAT_HAPPENED, REMEDY),
    Kind.SPEAKER: (ORGANISATION, ORGANISATION_KIND, PLACE, DATES, PRESENCE, AUDIENCE, ABOUT, PHONE),
}
# The longest answer of each kind: what spam repeats.
PROSE: Mapping[str, str] = {
    Kind.CONTACT: MESSAGE.name,
    Kind.SPEAKER: ABOUT.name,
    Kind.COMPLAINT: WHAT_HAPPENED.name,
}
