"""By which link somebody came: a plain word from the address through the form to the signature, and never more."""

import pytest
from django.test import Client

from sharing.sources import SourceTag
from signatures.models import Signature
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, parsed, post_form, values

pytestmark = pytest.mark.django_db

FILLED = {"first_name": "Ada", "last_name": "L", "email": "ada@example.org", "publish_consent": "on"}


def sign_from(url: str, **fields):
    visitor = Visitor()
    return visitor, visitor.press(visitor.get(url), "/sign/", **(FILLED | fields))


@pytest.mark.parametrize("tag", SourceTag)
def test_a_word_of_ours_is_kept_with_the_signature(page, tag):
    _visitor, answer = sign_from(f"{page.url}?source={tag.value}")
    assert answer.status_code == 303
    assert Signature.objects.get().source_tag == tag


@pytest.mark.parametrize("query", ["", "?source=", "?source=ada%40example.org", "?source=WHATSAPP", "?utm_source=x"])
def test_any_other_word_is_not(page, query):
    _visitor, answer = sign_from(page.url + query)
    assert answer.status_code == 303
    assert Signature.objects.get().source_tag == ""


def test_a_word_that_is_not_ours_changes_no_byte_of_the_page(page):
    """So caches need a copy for each word of the list, and for no other address."""
    plain = Client().get(page.url).content
    assert Client().get(page.url, {"source": "6f1c0a-ada"}).content == plain
    assert (
        Client().get(page.url, {"source": "x", "fbclid": "1"}).content
        == Client().get(page.url, {"source": "x"}).content
    )


def test_a_word_put_into_the_form_by_hand_is_not_kept(page):
    _visitor, answer = sign_from(page.url, source="ada@example.org")
    assert answer.status_code == 303
    assert Signature.objects.get().source_tag == ""


def test_a_refused_form_keeps_the_word(page):
    visitor, refused = sign_from(f"{page.url}?source=telegram", email="nobody@nowhere")
    assert refused.status_code == 422
    assert values(post_form(refused, "/sign/"))["source"] == "telegram"
    visitor.press(refused, "/sign/", email="ada@example.org")
    assert Signature.objects.get().source_tag == "telegram"


def test_a_refused_form_gives_no_foreign_word_back(page):
    _visitor, refused = sign_from(page.url, email="", source="6f1c0a")
    assert values(post_form(refused, "/sign/"))["source"] == ""


def test_the_word_survives_another_address_and_another_mail(page):
    visitor, answer = sign_from(f"{page.url}?source=sms", email="ada@example.com")
    sent = answer["Location"]
    again = visitor.get(sent.replace("/sent/", "/again/"))
    assert values(post_form(again, "/sign/"))["source"] == "sms"
    assert visitor.press(visitor.get(sent), "/sent/").status_code == 303
    assert Signature.objects.get().source_tag == "sms"


def test_signing_again_without_a_word_keeps_the_first(page):
    sign_from(f"{page.url}?source=facebook")
    sign_from(page.url, first_name="Zoë")
    row = Signature.objects.get()
    assert (row.first_name, row.source_tag) == ("Zoë", "facebook")


def test_a_confirmed_signature_stays_with_its_word(page):
    builders.signature(page, State.WAITING, email="ada@example.org", source_tag="email")
    sign_from(f"{page.url}?source=x")
    assert Signature.objects.get().source_tag == "email"


def test_a_network_finds_the_address_with_the_word_and_search_engines_the_plain_one(page):
    head = parsed(Client().get(f"{page.url}?source=facebook")).head
    assert head.select_one("meta[property='og:url']")["content"] == "http://testserver/statement/?source=facebook"
    assert head.select_one("link[rel=canonical]")["href"] == "http://testserver/statement/"
    assert parsed(Client().get(page.url)).head.select_one("meta[property='og:url']")["content"] == (
        "http://testserver/statement/"
    )
