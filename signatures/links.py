"""Whole addresses of our private pages, as they stand in mails."""

from django.conf import settings
from django.urls import reverse

from signatures import tokens
from signatures.models import Signature, Supporter
from signatures.tokens import BadToken, ExpiredToken, Purpose


def address_to_confirm(signature: Signature) -> str:
    """Where the confirming mail goes: the address as it was typed last, or the one on file."""
    return signature.address_typed or signature.supporter.address


def confirm_url(signature: Signature) -> str:
    return _url("confirm", confirm_token(signature))


def confirm_token(signature: Signature) -> str:
    """The secret part of the confirming link."""
    address = address_to_confirm(signature)
    return tokens.make(Purpose.CONFIRM, signature.pk, _confirm_secret(signature, address))


def short_code(signature: Signature, page: str) -> str:
    """The six figures that confirm this signature from the waiting page `page`; bound to the address like the link."""
    secret = f"{_confirm_secret(signature, address_to_confirm(signature))} {page}"
    return tokens.short_code(signature.pk, secret)


def address_proved_by(token: str, signature: Signature | None) -> str:
    """The address to which the mail with this confirming link went.

    The link is bound to it: somebody else may have typed another spelling of the mailbox since, and nobody has
    shown that they can read mail there. Raises: BadToken, ExpiredToken.
    """
    if signature is None:
        raise BadToken
    for address in dict.fromkeys([address_to_confirm(signature), signature.supporter.address]):
        try:
            tokens.check(Purpose.CONFIRM, token, _confirm_secret(signature, address))
        except ExpiredToken:
            raise
        except BadToken:
            continue
        return address
    raise BadToken


def _confirm_secret(signature: Signature, address: str) -> str:
    return f"{signature.nonce} {address}"


def not_me_url(signature: Signature) -> str:
    return _url("not_me", tokens.make(Purpose.NOT_ME, signature.pk, signature.nonce))


def own_url(supporter: Supporter) -> str:
    return _url("own", tokens.make(Purpose.OWN, supporter.pk, supporter.nonce))


def find_url() -> str:
    """Where anybody can ask for their own link."""
    return settings.BASE_URL + reverse("signatures:find")


def unsubscribe_url(supporter: Supporter) -> str:
    return _url("unsubscribe", tokens.make(Purpose.UNSUBSCRIBE, supporter.pk, supporter.nonce))


def _url(name: str, token: str) -> str:
    return settings.BASE_URL + reverse(f"signatures:{name}", args=[token])
