"""Confirming: opening the link changes nothing; pressing the button stores what was on the screen, once."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from signatures import links, tokens
from signatures.details import Display
from signatures.models import Consent, Decision, Purpose, Signature
from signatures.services import confirming, own
from signatures.states import State
from signatures.tokens import DAY
from tests import builders
from tests.signatures.visitor import Visitor, link, parsed, post_form, values, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def signature(page):
    return builders.signature(page, State.UNCONFIRMED, email="ada@example.org")


@pytest.fixture
def url(signature):
    return links.confirm_url(signature).removeprefix("http://testserver")


def rows() -> list:
    tables = (Signature, Consent, Decision)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_the_link_changes_nothing(signature, url, method):
    before = rows()
    for _ in range(3):
        getattr(Visitor().client, method)(url)
    assert rows() == before


def test_the_page_shows_what_will_be_published_and_one_form(signature, url):
    shown = Visitor().get(url)
    assert "Ada Lovelace" in words(shown)
    assert values(post_form(shown)) | {"form_token": ""} == {
        "form_token": "",
        "website": "",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "roles": "Unite rep",
        "display": "full",
        "publish_consent": "on",
    }


def test_pressing_the_button_confirms(signature, url):
    visitor = Visitor()
    answer = visitor.press(visitor.get(url))
    assert answer.status_code == 303
    signature.refresh_from_db()
    assert signature.state == State.WAITING
    assert abs(timezone.now() - signature.confirmed_at) < timedelta(minutes=1)
    assert signature.address_typed == ""
    assert visitor.follow(answer).status_code == 200


def test_a_decision_records_that_it_was_the_signers_own(signature, url):
    Visitor().press(Visitor().get(url))
    decision = Decision.objects.get()
    assert (decision.from_state, decision.to_state) == (State.UNCONFIRMED, State.WAITING)
    assert decision.by_signer
    assert decision.made_by is None


def test_what_is_corrected_on_the_page_is_what_is_stored(signature, url):
    visitor = Visitor()
    corrected = {"first_name": "Zoë", "last_name": "Nguyễn", "roles": "", "display": "initial", "keep_in_touch": "on"}
    visitor.press(visitor.get(url), **corrected)
    signature.refresh_from_db()
    assert signature.details == builders.details(**corrected | {"keep_in_touch": True})
    assert signature.public_name == "Zoë N."
    assert signature.wall_key == "n. zoe"


def test_consents_are_given_only_by_confirming_with_wording_version_time_and_channel(signature, url):
    assert not Consent.objects.exists()
    visitor = Visitor()
    visitor.press(visitor.get(url), keep_in_touch="on")
    publish, keep = Consent.objects.order_by("-purpose")
    assert (publish.purpose, publish.signature, publish.supporter) == (Purpose.PUBLISH, signature, None)
    assert (keep.purpose, keep.signature, keep.supporter) == (Purpose.KEEP_IN_TOUCH, None, signature.supporter)
    assert publish.wording.text == signature.version.publish_wording.text
    assert keep.wording.text == signature.version.keep_in_touch_wording.text
    for consent in (publish, keep):
        assert consent.version == signature.version
        assert consent.channel == "online"
        assert abs(timezone.now() - consent.given_at) < timedelta(minutes=1)
        assert consent.withdrawn_at is None


def test_the_wording_stored_is_the_wording_on_the_screen(signature, url):
    visitor = Visitor()
    shown = visitor.get(url)
    visitor.press(shown, keep_in_touch="on")
    for consent in Consent.objects.all():
        assert consent.wording.text in words(shown)


def test_keeping_in_touch_is_neither_ticked_beforehand_nor_a_condition(signature, url):
    visitor = Visitor()
    shown = visitor.get(url)
    assert not post_form(shown).find("input", {"name": "keep_in_touch"}).has_attr("checked")
    assert visitor.press(shown).status_code == 303
    assert not Consent.objects.filter(purpose=Purpose.KEEP_IN_TOUCH).exists()


def test_a_tick_taken_back_on_the_page_is_no_consent(page):
    signature = builders.signature(page, State.UNCONFIRMED, keep_in_touch=True)
    visitor = Visitor()
    visitor.press(visitor.get(links.confirm_url(signature)), keep_in_touch=None)
    assert not Consent.objects.filter(purpose=Purpose.KEEP_IN_TOUCH).exists()
    signature.refresh_from_db()
    assert not signature.keep_in_touch_ticked


def test_a_name_is_not_confirmed_without_consent_to_publish_it(signature, url):
    visitor = Visitor()
    refused = visitor.press(visitor.get(url), publish_consent=None)
    assert refused.status_code == 422
    assert Signature.objects.get().state == State.UNCONFIRMED
    assert not Consent.objects.exists()


def test_the_service_itself_publishes_no_name_without_consent(signature):
    unwilling = builders.details(publish_consent=False)
    with pytest.raises(ValueError, match="consent"):
        confirming.confirm(signature.pk, unwilling, signature.version_id, "ada@example.org")


def test_who_is_only_counted_consents_to_no_publishing(signature, url):
    visitor = Visitor()
    answer = visitor.press(visitor.get(url), display="count_only", publish_consent=None)
    assert answer.status_code == 303
    signature.refresh_from_db()
    assert (signature.state, signature.display) == (State.WAITING, Display.COUNT_ONLY)
    assert not Consent.objects.exists()


def test_a_refused_correction_is_kept_as_typed(signature, url):
    visitor = Visitor()
    refused = visitor.press(visitor.get(url), first_name="www.example.com", roles="Rep & <b>more</b>")
    assert refused.status_code == 422
    held = values(post_form(refused))
    assert (held["first_name"], held["roles"]) == ("www.example.com", "Rep & <b>more</b>")
    assert visitor.press(refused, first_name="Ada").status_code == 303


def test_pressing_twice_confirms_once(signature, url):
    visitor = Visitor()
    shown = visitor.get(url)
    visitor.press(shown)
    before = rows()
    again = visitor.press(shown, first_name="Somebody Else")
    assert again.status_code == 200
    assert rows() == before


def test_visiting_the_link_again_says_that_it_is_done(signature, url):
    visitor = Visitor()
    visitor.press(visitor.get(url))
    again = visitor.get(url)
    assert again.status_code == 200
    assert "confirmed" in words(again)
    assert not [form for form in parsed(again).find_all("form") if form.get("method") == "post"]


def test_the_page_right_after_the_button_thanks_and_speaks_of_no_earlier_time(signature, url):
    visitor = Visitor()
    thanks = visitor.follow(visitor.press(visitor.get(url)))
    assert signature.statement.confirmed_heading in words(thanks)
    assert "already" not in words(thanks)


def test_the_form_may_be_opened_in_one_browser_and_pressed_in_another(signature, url):
    shown = Visitor().get(url)
    assert not shown.cookies
    assert Visitor().press(shown).status_code == 303


def test_a_link_older_than_seven_days_is_answered_410(signature, url, monkeypatch):
    now = tokens.time.time()
    monkeypatch.setattr(tokens, "time", SimpleNamespace(time=lambda: now + 7 * DAY + 2))
    visitor = Visitor()
    assert visitor.get(url).status_code == 410
    assert visitor.client.post(url, {}).status_code == 410
    assert Signature.objects.get().state == State.UNCONFIRMED


@pytest.mark.parametrize("purpose", [each for each in tokens.Purpose if each is not tokens.Purpose.CONFIRM])
def test_a_link_for_something_else_is_answered_404(signature, purpose):
    for row in (signature, signature.supporter):
        foreign = f"/my-signature/confirm/{tokens.make(purpose, row.pk, row.nonce)}/"
        assert Visitor().get(foreign).status_code == 404
        assert Visitor().client.post(foreign, {}).status_code == 404


def test_signers_confirm_the_version_they_signed_though_the_statement_changed_since(signature, url):
    page = signature.statement
    page.text = "<p>Something else.</p>"
    page.save_revision().publish()
    visitor = Visitor()
    visitor.press(visitor.get(url))
    signature.refresh_from_db()
    assert signature.state == State.WAITING
    assert signature.version.number == 1
    assert Consent.objects.get().version.number == 1


def test_signing_once_more_meanwhile_with_the_same_words_does_not_disturb_the_open_page(signature, url):
    visitor = Visitor()
    shown = visitor.get(url)
    visitor.sign(signature.statement, email="ada@example.org", first_name="Augusta")
    assert visitor.press(shown).status_code == 303
    signature.refresh_from_db()
    assert signature.first_name == "Ada"  # as it was on the screen


def test_signing_other_words_meanwhile_shows_the_page_again_before_anything_is_confirmed(signature, url):
    visitor = Visitor()
    shown = visitor.get(url)
    page = signature.statement
    page.text = "<p>Something else.</p>"
    page.save_revision().publish()
    visitor.sign(page, email="ada@example.org", first_name="Augusta")
    again = visitor.press(shown)
    assert again.status_code == 409
    assert Signature.objects.get().state == State.UNCONFIRMED
    assert not Consent.objects.exists()
    assert values(post_form(again))["first_name"] == "Augusta"
    assert visitor.press(again).status_code == 303
    assert Signature.objects.get().version.number == 2


def test_a_form_of_another_statement_confirms_nothing(signature, url):
    other = builders.statement("other", title="Another statement")
    foreign = values(post_form(Visitor().get(other.url), "/sign/"))["form_token"]
    visitor = Visitor()
    visitor.press(visitor.get(url), form_token=foreign)
    assert Signature.objects.get().state == State.UNCONFIRMED


def test_a_withdrawn_signature_is_not_confirmed_by_a_page_left_open(signature, url):
    visitor = Visitor()
    shown = visitor.get(url)
    own.withdraw(signature.pk)
    visitor.press(shown)
    assert Signature.objects.get().state == State.WITHDRAWN
    assert not Consent.objects.exists()


def test_a_withdrawn_signature_is_not_called_confirmed(signature, url):
    own.withdraw(signature.pk)
    answer = Visitor().get(url)
    assert answer.status_code == 410
    assert signature.statement.confirmed_heading not in words(answer)


def test_signing_again_after_withdrawing_gives_consent_anew(page, sent_mail):
    visitor = Visitor()
    visitor.sign(page)
    visitor.press(visitor.get(link(sent_mail()[0], "/confirm/")))
    signature = Signature.objects.get()
    own.withdraw(signature.pk)
    visitor.sign(page)
    signature.refresh_from_db()
    visitor.press(visitor.get(links.confirm_url(signature)))
    signature.refresh_from_db()
    assert signature.state == State.WAITING
    assert [consent.withdrawn_at is None for consent in Consent.objects.order_by("pk")] == [False, True]


def test_keeping_in_touch_is_recorded_once_however_many_statements_ask(page):
    other = builders.statement("other", title="Another statement")
    visitor = Visitor()
    for each in (page, other):
        signature = builders.signature(each, State.UNCONFIRMED, email="ada@example.org", keep_in_touch=True)
        visitor.press(visitor.get(links.confirm_url(signature)))
    assert Consent.objects.filter(purpose=Purpose.KEEP_IN_TOUCH).count() == 1


def test_nothing_is_counted_or_on_the_wall_before_an_organiser_decides(signature, url):
    visitor = Visitor()
    page = signature.statement
    visitor.press(visitor.get(url))
    assert visitor.get(f"{page.url}count.json").json() == {"count": 0}
    assert "Lovelace" not in words(visitor.get(page.wall_url))


def test_a_statement_that_counts_confirmed_ones_counts_none_before_the_button(signature, url):
    from django.core.cache import cache

    visitor = Visitor()
    page = signature.statement
    page.counting = "confirmed"
    page.save_revision().publish()
    assert visitor.get(f"{page.url}count.json").json() == {"count": 0}
    visitor.press(visitor.get(url))
    cache.clear()
    assert visitor.get(f"{page.url}count.json").json() == {"count": 1}


def test_an_address_that_a_stranger_typed_and_nobody_proved_never_comes_on_file(page):
    visitor = Visitor()
    visitor.sign(page, email="ada@example.org")
    mine = links.confirm_url(Signature.objects.get())
    Visitor().sign(page, email="ada+stranger@example.org", first_name="Mallory")
    visitor.press(visitor.get(mine), first_name="Ada")
    signature = Signature.objects.get()
    assert signature.supporter.address == "ada@example.org"
    assert (signature.first_name, signature.state) == ("Ada", State.WAITING)


def test_the_address_whose_mail_was_opened_is_the_one_on_file(page):
    visitor = Visitor()
    visitor.sign(page, email="ada@example.org")
    visitor.sign(page, email="ada+campaigns@example.org")
    visitor.press(visitor.get(links.confirm_url(Signature.objects.get())))
    assert Signature.objects.get().supporter.address == "ada+campaigns@example.org"
