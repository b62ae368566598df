"""What is passed on: the words, the addresses of the networks, and the word by which one can tell where it worked."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import RequestFactory

from campaign_pages.models import InformationPage
from sharing import sources
from sharing.links import Share
from sharing.sources import SourceTag
from sharing.templatetags.share_tags import ways
from tests import builders

SHARE = Share("https://us.example/statement/", "Rights & roses", "I signed “Rights & roses”. 50% more of us?")


def test_a_known_word_is_kept_and_any_other_counts_as_none():
    assert sources.known("whatsapp") == "whatsapp"
    for word in ("WhatsApp", "whatsapp ", "ada@example.org", "6f1c0a", "", None):
        assert sources.known(word) == ""


def test_every_word_fits_its_column_and_reads_as_a_plain_word():
    assert all(word.isalpha() and word.islower() and len(word) <= 12 for word in sources.WORDS)


@pytest.mark.parametrize(
    ("url", "tagged"),
    [
        ("https://us.example/a/", "https://us.example/a/?source=x"),
        ("https://us.example/a/#sign", "https://us.example/a/?source=x#sign"),
        ("https://us.example/a/?p=2", "https://us.example/a/?p=2&source=x"),
    ],
)
def test_a_link_carries_the_word_before_its_fragment(url, tagged):
    assert sources.tagged(url, SourceTag.X) == tagged


def test_each_link_holds_the_words_and_the_address_with_its_own_word_and_nothing_else():
    for link in ways(SHARE):
        whole = unquote(link.url)
        address = f"{SHARE.url}?source={link.tag.value}"
        assert address in whole
        assert whole.count("source=") == 1
        if link.tag != SourceTag.FACEBOOK:  # it takes the words from the page alone
            assert SHARE.words in whole


def test_no_letter_of_the_words_can_break_out_of_a_link():
    for link in ways(SHARE):
        query = link.url.partition("?")[2]
        assert not set(query) & set(" “”\n\"'<>#")
        assert set(parse_qs(query)) <= {"text", "url", "u", "subject", "body"}


def test_the_networks_are_asked_by_https_and_the_rest_stays_on_the_device():
    schemes = {link.tag: urlsplit(link.url).scheme for link in ways(SHARE)}
    assert {tag for tag, scheme in schemes.items() if scheme != "https"} == {SourceTag.EMAIL, SourceTag.SMS}
    assert (schemes[SourceTag.EMAIL], schemes[SourceTag.SMS]) == ("mailto", "sms")


# --- What editors write ----------------------------------------------------------------------------------------------


def shared(page) -> Share:
    context = Context({"request": RequestFactory().get("/", headers={"host": "testserver"}), "page": page})
    Template("{% load share_tags %}{% what_to_share page as share %}").render(context)
    return context["share"]


@pytest.mark.django_db
def test_a_statement_is_passed_on_in_the_words_of_its_editors():
    page = builders.statement(title="People move", share_words="“{title}”: I am in, with {campaign}")
    assert shared(page) == Share(
        "http://testserver/statement/", "People move", "“People move”: I am in, with Free Movement Campaign"
    )


@pytest.mark.django_db
def test_a_new_statement_has_words_of_its_own_already():
    assert shared(builders.statement(title="People move")).words == (
        "I have signed “People move”. Will you add your name too?"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "shown"), [("", "About us"), ("Who are {campaign}?", "Who are Free Movement Campaign?")]
)
def test_any_other_page_is_passed_on_by_its_title_or_in_words_of_its_own(given, shown):
    page = builders.home().add_child(instance=InformationPage(title="About us", slug="about", share_words=given))
    assert shared(page).words == shown


@pytest.mark.django_db
@pytest.mark.parametrize("page_type", ["statement", "information"])
def test_an_editor_is_told_of_a_word_that_nothing_can_replace(page_type):
    page = builders.statement() if page_type == "statement" else InformationPage(title="About", slug="about")
    page.share_words = "{first_name} signed {title}"
    with pytest.raises(ValidationError, match="first_name") as refused:
        page.clean()
    assert list(refused.value.message_dict) == ["share_words"]
