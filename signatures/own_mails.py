"""The two mails of "my signature": its link, and the last one after everything was erased."""

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from outbox import letters, renderers
from outbox.models import Message
from personal_data.services import everything_about
from signatures import links
from signatures.models import Supporter
from signatures.services.erasure import ERASED_MAIL, mailbox_of_supporter
from signatures.services.own import LINK_MAIL


def register() -> None:
    """Tell the outbox who renders them."""
    renderers.register(LINK_MAIL, own_link, gettext_lazy("the link to my signature"))
    renderers.register(ERASED_MAIL, erased, gettext_lazy("everything is erased"))


def own_link(message: Message) -> EmailMultiAlternatives | None:
    """The link to all that we hold of the mailbox, or the news that we hold nothing."""
    supporter = Supporter.objects.filter(pk=message.subject_id).first()
    if supporter is None or not supporter.address or supporter.suppressed_at:
        return None
    nobody_asked = _("If you did not ask for this, ignore it: nothing happens, and nobody else can see it.")
    if not _is_known(supporter):
        return _mail(
            supporter.address,
            _("We hold nothing under your address"),
            [
                _("Somebody, perhaps you, asked on our site what we hold under this email address."),
                _("We hold no signature and no message of yours. If you signed with another address, try that one."),
            ],
            after=[nobody_asked],
        )
    return _mail(
        supporter.address,
        _("Your link to what we hold of you"),
        [
            _("Here is the private link that you asked for."),
            _(
                "Behind it you see every statement that you signed with this address. You can correct it, show less "
                "of your name, stop our emails, withdraw, take a copy of everything, or erase everything."
            ),
        ],
        button_label=_("My signature"),
        button_url=links.own_url(supporter),
        after=[_("It works for an hour and is for you alone: don’t pass it on."), nobody_asked],
        links=[{"label": _("Unsubscribe from our emails"), "url": links.unsubscribe_url(supporter)}],
        unsubscribe=links.unsubscribe_url(supporter),
    )


def erased(message: Message) -> EmailMultiAlternatives | None:
    """That it is done. The address is the message's own content, and gone once this has left."""
    if not message.content:
        return None
    return _mail(
        message.content,
        _("Everything of yours is erased"),
        [
            _("As you asked, we erased all that we held of you: signatures, what you agreed to, and your messages."),
            _("Your name is off our public lists within a minute. Copies that others made are beyond our reach."),
            _("This is our last email. This address is deleted from our outbox as soon as it has left."),
        ],
        after=[_("If you did not ask for this, somebody had a link of yours. You can sign again at any time.")],
    )


def _is_known(supporter: Supporter) -> bool:
    """Whether we hold more than the fact that somebody asked."""
    beside = {"mailbox", "mails"}
    return any(section.name not in beside for section in everything_about(mailbox_of_supporter(supporter)))


def _mail(
    to: str,
    subject: str,
    paragraphs: list[str],
    *,
    button_label: str = "",
    button_url: str = "",
    after: list[str],
    links: list[dict] = (),
    unsubscribe: str = "",
) -> EmailMultiAlternatives:
    site = Site.objects.filter(is_default_site=True).first()
    context = {
        "subject": subject,
        "greeting": _("Hello,"),
        "paragraphs": paragraphs,
        "button_label": button_label,
        "button_url": button_url,
        "after": after,
        "links": links,
        "campaign_name": site.site_name if site else "",
    }
    return letters.letter(context, to=to, unsubscribe=unsubscribe)
