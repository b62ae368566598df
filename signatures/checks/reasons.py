"""What each check is called, and the sentence by which it explains itself to organisers."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class CheckReason:
    """A check by its name in the database, its label on a tag, and a plain sentence."""

    name: str
    label: str | Promise
    sentence: str | Promise


_ALL = (
    CheckReason(
        "abuse",
        _("abusive word"),
        _("A word on your list of abusive words is in the name or the roles, perhaps in disguise."),
    ),
    CheckReason(
        "watched_name",
        _("well-known name"),
        _("This is the name of somebody well known, from your list. People do share names: see whether it is them."),
    ),
    CheckReason(
        "office",
        _("claims an office"),
        _("The name or the roles claim an office from your list, such as MP or general secretary. Is it true?"),
    ),
    CheckReason(
        "twin",
        _("same name"),
        _("Another mailbox has signed this statement with the same name: the same person twice, or a namesake."),
    ),
    CheckReason(
        "mixed_scripts",
        _("mixed alphabets"),
        _("Letters of another alphabet, or fancy ones, stand where the usual ones belong. Real names don't do that."),
    ),
    CheckReason(
        "odd_letters",
        _("doesn't read like a name"),
        _("The letters don't read like a name: no vowels, keys beside each other, one letter over and over."),
    ),
    CheckReason(
        "capitals",
        _("all capitals"),
        _("The whole name is in capitals. Often harmless: you can put it right before you publish it."),
    ),
    CheckReason(
        "contact",
        _("contact details"),
        _("A web address, an email address or a phone number stands in the name or the roles."),
    ),
    CheckReason(
        "network",
        _("many from one network"),
        _("Many signed from the same network within an hour. A flood looks like that; so does a meeting."),
    ),
    CheckReason(
        "mail_domain",
        _("many from one mail domain"),
        _("Many new mailboxes of this mail domain signed within an hour. A flood looks like that; so does a union."),
    ),
    CheckReason(
        "disposable",
        _("throw-away mailbox"),
        _("The mail domain gives away mailboxes for minutes. Some people use them to stay private."),
    ),
)

REASONS: dict[str, CheckReason] = {reason.name: reason for reason in _ALL}

# Details that are a kind of thing. The others are entries of the organisers' own lists.
DETAILS = {"phone": _("a phone number"), "email": _("an email address"), "web": _("a web address or another service")}
