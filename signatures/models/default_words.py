"""The words that a new statement page starts with. Editors change them on the page, not here."""

from django.utils.translation import gettext_lazy as _

PUBLISH_WORDING = _(
    "Publish my name and roles on this site as a signature of this statement. "
    "I understand that this makes a political opinion of mine public."
)
KEEP_IN_TOUCH_WORDING = _("Keep me in touch: email me about this campaign. I can unsubscribe at any time.")

FORM_HEADING = _("Add your name")
FORM_NOTE = _(
    "<p>Organisers check each signature and then publish it on this site. Your email address is never published: "
    "we use it and your other details to confirm that it is you, and to stay in touch as our privacy policy "
    "says. You can unsubscribe, or withdraw your signature, at any time. Please sign only if you are 16 or "
    "over.</p>"
)
BUTTON_LABEL = _("Sign")
ROLES_HELP = _("For example: Secretary, Exampletown CLP; Unite rep. Leave it empty if you like.")
CLOSED_NOTE = _("This statement is not open for signing at the moment.")

SENT_HEADING = _("One more step: check your inbox")
SENT_TEXT = _(
    "<p>Your signature does not count yet. Open the email we are sending you and press its button, so that we "
    "know the address is yours.</p>"
)
CONFIRM_HEADING = _("Is this right?")
CONFIRM_TEXT = _(
    "<p>This is what will be published once an organiser has checked it. Correct anything that is wrong, "
    "then confirm.</p>"
)
CONFIRMED_HEADING = _("Thank you. Your signature is confirmed")
CONFIRMED_TEXT = _(
    "<p>An organiser will check it, usually within a few days, and we will email you when your name is up. "
    "Now pass it on: one signature becomes five when you tell people.</p>"
)

SHARE_WORDS = _("I have signed “{title}”. Will you add your name too?")

CONFIRM_SUBJECT = _("Please confirm your signature: {statement}")
CONFIRM_MAIL = _(
    "Thank you for signing “{statement}”.\n\n"
    "One step is left. Press the button to see what will be published and to confirm that this is your address. "
    "Your signature counts only after that."
)
REMINDER_SUBJECT = _("Still to be confirmed: {statement}")
REMINDER_MAIL = _(
    "Two days ago somebody, we hope you, typed this address to sign “{statement}”.\n\n"
    "The signature does not count yet. If it is yours, press the button to see what will be published and to confirm "
    "it. If it is not, you need do nothing."
)
CHECKING_SUBJECT = _("We have your signature: {statement}")
CHECKING_MAIL = _(
    "You have already signed and confirmed “{statement}”. An organiser still has to check your signature; "
    "you need do nothing more, and we will write to you when it is up."
)
SIGNED_SUBJECT = _("You have signed already: {statement}")
SIGNED_MAIL = _(
    "You have signed “{statement}” and your signature is published. There is nothing more to do, except to ask "
    "somebody else to sign."
)
REJECTED_SUBJECT = _("About your signature: {statement}")
REJECTED_MAIL = _(
    "We have a signature from this address for “{statement}”, and an organiser decided not to publish it. "
    "If you think that is a mistake, please reply to this email and we will look at it again."
)
NOT_PUBLISHED_SUBJECT = _("About your signature: {statement}")
NOT_PUBLISHED_MAIL = _(
    "Thank you for your support. We have looked at the signature from this address for “{statement}” and did not "
    "publish it.\n\n"
    "If you think that is a mistake, please reply to this email and we will look at it again."
)
PUBLISHED_SUBJECT = _("Your name is up: {statement}")
PUBLISHED_MAIL = _(
    "An organiser has checked your signature, and it now stands with the others under “{statement}”. "
    "Thank you. The best thing you can do next is to ask a friend, your branch or your union to sign too."
)
# To those who are counted and not named; editors have no words of their own for them.
COUNTED_SUBJECT = _("Your signature counts: {statement}")
COUNTED_MAIL = _(
    "An organiser has checked your signature, and it is counted under “{statement}”. Your name is not shown, as you "
    "asked.\n\n"
    "Thank you. The best thing you can do next is to ask a friend, your branch or your union to sign too."
)
