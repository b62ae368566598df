"""Who writes which kind of mail. Apps register their renderers in `ready()`."""

from collections.abc import Callable

from django.core.mail import EmailMessage

from outbox.models import Message

Renderer = Callable[[Message], EmailMessage | None]

_renderers: dict[str, Renderer] = {}
_names: dict[str, str] = {}


class UnknownKind(LookupError):
    """No app has registered a renderer for this kind of mail."""


def register(kind: str, renderer: Renderer, name: str) -> None:
    """Let `renderer` write the mails of this kind, which people know by `name`.

    It is given the `Message` (its `subject_id` says whom or what about), reads the facts of now and returns
    one mail to one recipient, or None when there is nothing to say any more. It may be called several times
    for one message, outside of any transaction.

    Raises: ValueError when another one writes this kind.
    """
    if _renderers.setdefault(kind, renderer) is not renderer:
        raise ValueError(f"Two renderers want to write mails of the kind {kind}.")
    _names[kind] = name


def name_of(kind: str) -> str:
    """What this kind of mail is called before people; a kind that nobody writes any more keeps its mark."""
    return str(_names.get(kind, kind))


def registered() -> frozenset[str]:
    """Every kind of mail that somebody writes."""
    return frozenset(_renderers)


def render(message: Message) -> EmailMessage | None:
    """The mail, ready to be sent under its lasting Message-ID; None when there is nothing to say any more.

    Raises: UnknownKind, and whatever the renderer raises.
    """
    try:
        renderer = _renderers[message.kind]
    except KeyError:
        raise UnknownKind(message.kind) from None
    mail = renderer(message)
    if mail is not None:
        others = {name: value for name, value in mail.extra_headers.items() if name.lower() != "message-id"}
        mail.extra_headers = others | {"Message-ID": message.message_id}
    return mail
