"""The words that a new page starts with. Editors change them on the page, not here."""

from django.utils.translation import gettext_lazy as _

CONTACT_HEADING = _("Write to us")
CONTACT_NOTE = _("<p>Organisers of the campaign read this. Nobody else does, and nothing of it is published.</p>")
CONTACT_BUTTON = _("Send")
CONTACT_THANKS_HEADING = _("Thank you: we have your message")
CONTACT_THANKS_TEXT = _(
    "<p>We are volunteers and read messages in the evening. You will usually hear from us within a week.</p>"
)
CONTACT_ANSWER_SUBJECT = _("We have your message")
CONTACT_ANSWER_TEXT = _(
    "Thank you for writing to {campaign}. An organiser will read your message and answer, usually within a week.\n\n"
    "We delete messages {retention} after they arrive."
)

COMPLAINT_HEADING = _("Complain")
COMPLAINT_NOTE = _(
    "<p>Organisers of the campaign read this. Nobody else does, and nothing of it is published. We acknowledge every "
    "complaint within 30 days and then tell you what we did about it.</p>"
)
COMPLAINT_BUTTON = _("Send the complaint")
COMPLAINT_THANKS_HEADING = _("We have your complaint")
COMPLAINT_THANKS_TEXT = _(
    "<p>Thank you for telling us. An organiser will acknowledge it within 30 days, look into it without delay, and "
    "tell you what came of it.</p>"
)
COMPLAINT_ANSWER_SUBJECT = _("We have your complaint")
COMPLAINT_ANSWER_TEXT = _(
    "Thank you for telling {campaign} that something went wrong. An organiser will write to you within 30 days, look "
    "into it without delay, and tell you what came of it.\n\n"
    "If it is about your data, you can also complain to the Information Commissioner’s Office at any time: "
    "https://ico.org.uk/make-a-complaint/\n\n"
    "We delete complaints {retention} after they arrive."
)

SPEAKER_HEADING = _("Ask for a speaker")
SPEAKER_NOTE = _(
    "<p>Organisers of the campaign read this and look for somebody near you. Nothing of it is published.</p>"
)
SPEAKER_BUTTON = _("Ask for a speaker")
SPEAKER_THANKS_HEADING = _("Thank you: we have your request")
SPEAKER_THANKS_TEXT = _(
    "<p>We will look for somebody who can come on one of your dates, and write to you, usually within a week.</p>"
)
SPEAKER_ANSWER_SUBJECT = _("We have your request for a speaker")
SPEAKER_ANSWER_TEXT = _(
    "Thank you for inviting a speaker from {campaign}. An organiser will look for somebody who can come on one of "
    "your dates and will write to you, usually within a week.\n\n"
    "We delete requests {retention} after they arrive."
)
