"""Whole addresses of our private pages, as they stand in mails."""

from django.conf import settings
from django.urls import reverse

from signatures import tokens
from signatures.models import Signature, Supporter
from signatures.tokens import Purpose


def confirm_url(signature: Signature) -> str:
    return _url("confirm", tokens.make(Purpose.CONFIRM, signature.pk, signature.nonce))


def not_me_url(signature: Signature) -> str:
    return _url("not_me", tokens.make(Purpose.NOT_ME, signature.pk, signature.nonce))


def own_url(supporter: Supporter) -> str:
    return _url("own", tokens.make(Purpose.OWN, supporter.pk, supporter.nonce))


def unsubscribe_url(supporter: Supporter) -> str:
    return _url("unsubscribe", tokens.make(Purpose.UNSUBSCRIBE, supporter.pk, supporter.nonce))


def _url(name: str, token: str) -> str:
    return settings.BASE_URL + reverse(f"signatures:{name}", args=[token])
