"""The mails of signing. Each is rendered when it is sent, from the facts of that moment."""

from dataclasses import dataclass, field

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from outbox import letters, renderers
from outbox.models import Message
from personal_data.retention import kept
from placeholders.words import fill_line, fill_paragraphs
from signatures import links
from signatures.models import Signature
from signatures.models import default_words as words
from signatures.services import codes
from signatures.services.reminding import REMINDER_MAIL
from signatures.services.signing import ANSWER_MAIL
from signatures.services.transitions import NOT_PUBLISHED_MAIL, PUBLISHED_MAIL
from signatures.states import State

BEFORE_CONFIRMING = ("confirm", "reminder")  # nobody has asked for anything yet that could be unsubscribed from


@dataclass(frozen=True)
class Letter:
    """What one mail says, before it becomes text and HTML. `words` names the statement's fields it is made from."""

    words: str
    button_label: str
    button_url: str
    code: str = ""
    after: list[str] = field(default_factory=list)
    links: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class OwnWords(Letter):
    """A letter whose words are no statement's: its subject and text come with it, and it greets nobody by name."""

    subject: str = ""
    text: str = ""


def register() -> None:
    """Tell the outbox who renders our kinds of mail."""
    renderers.register(ANSWER_MAIL, answer, gettext_lazy("answer to the signing form"))
    renderers.register(PUBLISHED_MAIL, published, gettext_lazy("your name is up"))
    renderers.register(NOT_PUBLISHED_MAIL, not_published, gettext_lazy("not published, and why"))
    renderers.register(REMINDER_MAIL, reminder, gettext_lazy("reminder to confirm"))


def answer(message: Message) -> EmailMultiAlternatives | None:
    """The one mail that follows the signing form: what it says depends on what we have by now."""
    signature = _signature(message)
    if signature is None:
        return None
    match State(signature.state):
        case State.UNCONFIRMED:
            return _mail(signature, links.address_to_confirm(signature), _confirm(signature))
        case State.WAITING | State.HELD:
            return _mail(signature, signature.supporter.address, _about_own(signature, "checking"))
        case State.PUBLISHED:
            return _mail(signature, signature.supporter.address, _about_own(signature, "signed"))
        case State.REJECTED:
            return _mail(signature, signature.supporter.address, _about_own(signature, "rejected"))
    return None


def reminder(message: Message) -> EmailMultiAlternatives | None:
    """The one reminder: nothing to say once the signature is confirmed, or about to be deleted."""
    signature = _signature(message)
    if signature is None or signature.state != State.UNCONFIRMED:
        return None
    days = (signature.created_at + kept("unconfirmed") - timezone.now()).days
    if days < 1:
        return None
    gone = ngettext(
        "If you do nothing, what was typed is deleted in a day, and we will not ask again.",
        "If you do nothing, what was typed is deleted in %(days)s days, and we will not ask again.",
        days,
    )
    letter = Letter(
        words="reminder",
        button_label=_("See and confirm my signature"),
        button_url=links.confirm_url(signature),
        after=[gone % {"days": days}],
        links=[{"label": _("This wasn't me: never mail me again"), "url": links.not_me_url(signature)}],
    )
    return _mail(signature, links.address_to_confirm(signature), letter)


def published(message: Message) -> EmailMultiAlternatives | None:
    """ "Your name is up": nothing to say when it was taken down again meanwhile."""
    signature = _signature(message)
    if signature is None or signature.state != State.PUBLISHED:
        return None
    share = {"label": _("Pass it on"), "url": f"{signature.statement.full_url}share/"}
    next_steps = [share, *_own_links(signature)]
    if signature.public_name:
        letter = Letter(
            words="published",
            button_label=_("See the names"),
            button_url=signature.statement.full_url + "signatures/",
            after=[_("You signed as: %(name)s") % {"name": signature.public_name}],
            links=next_steps,
        )
    else:
        letter = OwnWords(
            words="counted",
            button_label=_("See the statement"),
            button_url=signature.statement.full_url,
            links=next_steps,
            subject=str(words.COUNTED_SUBJECT),
            text=str(words.COUNTED_MAIL),
        )
    return _mail(signature, signature.supporter.address, letter)


def not_published(message: Message) -> EmailMultiAlternatives | None:
    """The polite mail of the reason for a rejection that still stands, in the words that organisers gave it."""
    signature = _signature(message)
    if signature is None or signature.state != State.REJECTED:
        return None
    last = signature.decisions.select_related("reason").latest()
    if last.reason is None or not last.reason.mails_signer:
        return None
    letter = OwnWords(
        words="not_published",
        button_label=_("See the statement"),
        button_url=signature.statement.full_url,
        links=_own_links(signature),
        subject=str(words.NOT_PUBLISHED_SUBJECT),
        text=last.reason.mail_text,
    )
    return _mail(signature, signature.supporter.address, letter)


def _signature(message: Message) -> Signature | None:
    found = Signature.objects.select_related("supporter", "statement").filter(pk=message.subject_id).first()
    if found is None or found.supporter is None or found.supporter.suppressed_at:
        return None
    return found


def _confirm(signature: Signature) -> Letter:
    return Letter(
        words="confirm",
        button_label=_("See and confirm my signature"),
        button_url=links.confirm_url(signature),
        code=codes.issue(signature),
        after=[
            _("The link works for 7 days, in any browser. If you do nothing, what you typed is deleted."),
        ],
        links=[{"label": _("This wasn't me: never mail me again"), "url": links.not_me_url(signature)}],
    )


def _about_own(signature: Signature, words: str) -> Letter:
    return Letter(
        words=words,
        button_label=_("My signature"),
        button_url=links.own_url(signature.supporter),
        after=[
            _("This link is for you alone and works for an hour. You get a new one here: %(url)s")
            % {"url": links.find_url()}
        ],
        links=_own_links(signature),
    )


def _own_links(signature: Signature) -> list[dict]:
    return [
        {"label": _("See, correct or withdraw my signature"), "url": links.find_url()},
        {"label": _("Unsubscribe from our emails"), "url": links.unsubscribe_url(signature.supporter)},
        {"label": _("This wasn't me: never mail me again"), "url": links.not_me_url(signature)},
    ]


def _mail(signature: Signature, to: str, letter: Letter) -> EmailMultiAlternatives:
    statement = signature.statement
    values = statement.placeholder_values(signature.first_name)
    is_own = isinstance(letter, OwnWords)
    subject = letter.subject if is_own else getattr(statement, f"{letter.words}_subject")
    text = letter.text if is_own else getattr(statement, f"{letter.words}_mail")
    context = {
        "subject": fill_line(subject, values),
        "greeting": _("Hello,") if is_own else _("Hello %(first_name)s,") % values,
        "paragraphs": fill_paragraphs(text, values),
        "button_label": letter.button_label,
        "button_url": letter.button_url,
        "code": f"{letter.code[:3]} {letter.code[3:]}" if letter.code else "",
        "after": letter.after,
        "links": letter.links,
        "statement_title": statement.title,
        "campaign_name": values["campaign"],
    }
    unsubscribe = links.unsubscribe_url(signature.supporter) if letter.words not in BEFORE_CONFIRMING else ""
    return letters.letter(context, to=to, unsubscribe=unsubscribe)
