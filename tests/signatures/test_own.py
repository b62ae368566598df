"""What the signer does with the links in our mails: withdraw, unsubscribe, "this wasn't me"."""

from types import SimpleNamespace

import pytest

from outbox.models import Message
from signatures import addresses, links, tokens
from signatures.models import Consent, Decision, Purpose, Signature, SignatureWord, Supporter
from signatures.models.supporter import new_nonce
from signatures.services import erasure, moderation, own
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, link, parsed, post_form, words

pytestmark = pytest.mark.django_db

ONE_CLICK = {"data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"}


def path(url: str) -> str:
    return url.removeprefix("http://testserver")


def keeps_in_touch(page) -> Supporter:
    supporter = builders.signature(page, State.PUBLISHED, email="ada@example.org", keep_in_touch=True).supporter
    Consent.objects.create(
        purpose=Purpose.KEEP_IN_TOUCH,
        wording=page.version.keep_in_touch_wording,
        version=page.version,
        supporter=supporter,
        channel="online",
        given_at=supporter.created_at,
    )
    return supporter


# --- My signature: withdraw ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [state for state in State if state != State.WITHDRAWN])
def test_a_signer_withdraws_from_the_page_behind_the_link_whatever_the_state(page, state):
    signature = builders.signature(page, state)
    visitor = Visitor()
    answer = visitor.press(visitor.get(path(links.own_url(signature.supporter))), "/withdraw/")
    assert answer.status_code == 303
    signature.refresh_from_db()
    assert signature.state == State.WITHDRAWN
    assert not Consent.objects.active().exists()
    assert visitor.follow(answer).status_code == 200


def test_the_page_shows_the_signature_as_it_is_printed(page):
    signature = builders.signature(page, State.PUBLISHED, first_name="Zoë", last_name="O'Neill")
    shown = words(Visitor().get(links.own_url(signature.supporter)))
    assert "Zoë O'Neill" in shown
    assert "Unite rep" in shown


def test_each_statement_signed_is_shown_and_withdrawn_by_itself(page):
    other = builders.statement("other", title="Another statement")
    first = builders.signature(page, State.PUBLISHED, email="ada@example.org")
    second = builders.signature(other, State.PUBLISHED, email="ada@example.org")
    visitor = Visitor()
    shown = visitor.get(links.own_url(first.supporter))
    assert page.title in words(shown)
    assert other.title in words(shown)
    withdraw = [form for form in parsed(shown).find_all("form") if "/withdraw/" in form["action"]]
    assert len(withdraw) == 2
    visitor.client.post(withdraw[0]["action"], {"signature": second.pk})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.PUBLISHED, State.WITHDRAWN)


def test_a_withdrawn_signature_is_off_the_wall_out_of_the_count_and_found_by_no_search(page):
    signature = builders.signature(page, State.PUBLISHED)
    own.withdraw(signature.pk)
    visitor = Visitor()
    assert "Lovelace" not in words(visitor.get(page.wall_url))
    assert "Lovelace" not in words(visitor.get(page.url))
    assert visitor.get(f"{page.url}count.json").json() == {"count": 0}
    assert not SignatureWord.objects.exists()


def test_withdrawing_takes_the_mail_back_that_was_to_say_it_is_up(page):
    signature = builders.signature(page, State.PUBLISHED)
    assert Message.objects.count() == 1
    own.withdraw(signature.pk)
    assert not Message.objects.exists()


def test_withdrawing_twice_changes_nothing_more(page):
    signature = builders.signature(page, State.PUBLISHED)
    assert own.withdraw(signature.pk)
    decisions = Decision.objects.count()
    assert not own.withdraw(signature.pk)
    assert Decision.objects.count() == decisions


def test_a_decision_made_on_an_older_view_does_not_bring_a_withdrawn_signature_back(page):
    signature = builders.signature(page, State.WAITING)
    own.withdraw(signature.pk)
    with pytest.raises(moderation.AlreadyDecided):
        moderation.decide(signature.pk, State.PUBLISHED, by=builders.organiser())
    signature.refresh_from_db()
    assert signature.state == State.WITHDRAWN


def test_undoing_an_older_decision_does_not_bring_a_withdrawn_signature_back(page):
    signature = builders.signature(page, State.PUBLISHED)
    published = signature.decisions.get(to_state=State.PUBLISHED)
    own.withdraw(signature.pk)
    with pytest.raises(moderation.AlreadyDecided):
        moderation.undo(published.pk, by=builders.organiser())


def test_nobody_withdraws_anothers_signature(page):
    mine = builders.signature(page, State.PUBLISHED)
    anothers = builders.signature(page, State.PUBLISHED)
    withdraw = path(links.own_url(mine.supporter)).replace("/my-signature/", "/my-signature/withdraw/")
    assert Visitor().client.post(withdraw, {"signature": anothers.pk}).status_code == 404
    anothers.refresh_from_db()
    assert anothers.state == State.PUBLISHED


def test_the_link_to_my_signature_works_for_an_hour(page, monkeypatch):
    url = links.own_url(builders.signature(page).supporter)
    now = tokens.time.time()
    monkeypatch.setattr(tokens, "time", SimpleNamespace(time=lambda: now + 60 * 60 + 2))
    assert Visitor().get(url).status_code == 410


# --- Unsubscribe -----------------------------------------------------------------------------------------------------


def test_opening_the_unsubscribe_link_changes_nothing(page):
    supporter = keeps_in_touch(page)
    visitor = Visitor()
    for method in ("get", "head", "options"):
        getattr(visitor.client, method)(links.unsubscribe_url(supporter))
    assert supporter.consents.active().exists()


def test_pressing_the_button_stops_campaign_mail_and_says_that_the_signature_stays(page):
    supporter = keeps_in_touch(page)
    visitor = Visitor()
    done = visitor.press(visitor.get(links.unsubscribe_url(supporter)))
    assert done.status_code == 200
    assert "your signature stays" in words(done)
    assert not supporter.consents.active().exists()
    assert supporter.signatures.get().state == State.PUBLISHED


def test_a_mail_program_unsubscribes_with_one_click(page):
    """RFC 8058: this body, no cookie, no form of ours, no Origin."""
    supporter = keeps_in_touch(page)
    assert Visitor().client.post(links.unsubscribe_url(supporter), **ONE_CLICK).status_code == 200
    assert not supporter.consents.active().exists()


def test_a_mail_program_may_send_one_click_as_multipart(page):
    supporter = keeps_in_touch(page)
    assert Visitor().client.post(links.unsubscribe_url(supporter), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not supporter.consents.active().exists()


def test_unsubscribing_again_keeps_the_first_time(page):
    supporter = keeps_in_touch(page)
    url = links.unsubscribe_url(supporter)
    Visitor().client.post(url, **ONE_CLICK)
    first = Consent.objects.get(supporter=supporter).withdrawn_at
    assert first
    assert Visitor().client.post(url, **ONE_CLICK).status_code == 200
    assert Consent.objects.get(supporter=supporter).withdrawn_at == first


def test_unsubscribing_works_for_ever(page, monkeypatch):
    supporter = keeps_in_touch(page)
    url = links.unsubscribe_url(supporter)
    monkeypatch.setattr(tokens, "time", SimpleNamespace(time=lambda: 10_000_000_000))
    assert Visitor().client.post(url, **ONE_CLICK).status_code == 200
    assert not supporter.consents.active().exists()


def answers(url: str) -> list[tuple]:
    """What opening an unsubscribe link, pressing its button and one-click show, whatever the link."""
    visitor, token = Visitor(), path(url).split("/")[-2]
    found = [visitor.get(url), visitor.press(visitor.get(url)), visitor.client.post(url, **ONE_CLICK)]
    return [(answer.status_code, sorted(answer.items()), words(answer).replace(token, "")) for answer in found]


def test_an_old_mail_of_somebody_erased_unsubscribes_like_any_other(page):
    """Its mail program posts years later. Nothing is left to stop, and the answer tells nobody that there was."""
    url, other = (
        links.unsubscribe_url(builders.signature(page, email=email).supporter)
        for email in ("ada@example.org", "grace@example.org")
    )
    erasure.erase_everything(erasure.mailbox_of(addresses.parse("ada@example.org")))
    assert Supporter.objects.count() == 1
    assert answers(url) == answers(other)
    assert {status for status, *_rest in answers(url)} == {200}
    assert Supporter.objects.count() == 1


def test_nobody_who_came_later_is_unsubscribed_by_it(page):
    """After a restore a row's number may be somebody else's."""
    supporter = keeps_in_touch(page)
    url = links.unsubscribe_url(supporter)
    Supporter.objects.update(nonce=new_nonce())
    assert Visitor().client.post(url, **ONE_CLICK).status_code == 200
    assert supporter.consents.active().exists()


def test_who_is_erased_while_the_button_is_pressed_is_no_error(page, monkeypatch):
    url = links.unsubscribe_url(builders.signature(page).supporter)

    def erased_meanwhile(supporter_id: int) -> None:
        raise Supporter.DoesNotExist

    monkeypatch.setattr(own, "unsubscribe", erased_meanwhile)
    assert Visitor().client.post(url, **ONE_CLICK).status_code == 200


def test_a_forged_unsubscribe_link_is_refused_whether_or_not_there_is_such_a_person(page):
    supporter = keeps_in_touch(page)
    genuine = path(links.unsubscribe_url(supporter))
    token = genuine.split("/")[-2]
    mac, mark = token.split("-", 2)[2].split(".")
    for row in (supporter.pk, supporter.pk + 1):
        forged = (f"{row:x}-0-{'A' * 32}", f"{row:x}-0-{'A' * 32}.{'A' * 32}", f"{row:x}-0-{'A' * 32}.{mark}",
                  f"{row:x}-0-{mac}.{'A' * 32}", f"{row:x}-0-{mac}")  # fmt: skip
        for each in forged:
            url = genuine.replace(token, each)
            assert [Visitor().get(url).status_code, Visitor().client.post(url, **ONE_CLICK).status_code] == [404, 404]
    assert supporter.consents.active().exists()


def test_the_unsubscribe_link_can_do_nothing_else(page):
    supporter = keeps_in_touch(page)
    token = path(links.unsubscribe_url(supporter)).split("/")[-2]
    visitor = Visitor()
    number = supporter.signatures.get().pk
    for other in ("", "confirm/", "not-me/", "withdraw/"):
        assert visitor.client.post(f"/my-signature/{other}{token}/", {"signature": number}).status_code in {
            403,
            404,
            405,
        }
    assert supporter.signatures.get().state == State.PUBLISHED
    assert Supporter.objects.get().suppressed_at is None


def test_who_has_no_subscription_may_unsubscribe_all_the_same(page):
    supporter = builders.signature(page).supporter
    assert Visitor().client.post(links.unsubscribe_url(supporter), **ONE_CLICK).status_code == 200


@pytest.mark.parametrize("state", [State.WAITING, State.HELD, State.PUBLISHED, State.REJECTED])
def test_every_mail_to_a_known_signer_carries_the_one_click_headers(page, sent_mail, state):
    signature = builders.signature(page, state, email="ada@example.org")
    Message.objects.all().delete()
    Visitor().sign(page)
    (mail,) = sent_mail()
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert Visitor().client.post(url, **ONE_CLICK).status_code == 200
    assert path(url) == path(links.unsubscribe_url(signature.supporter))


# --- "This wasn't me, never mail me" ---------------------------------------------------------------------------------


def test_opening_the_link_this_was_not_me_changes_nothing(page):
    signature = builders.signature(page, State.UNCONFIRMED)
    visitor = Visitor()
    for method in ("get", "head", "options"):
        getattr(visitor.client, method)(links.not_me_url(signature))
    assert Signature.objects.get() == signature
    assert Supporter.objects.get().suppressed_at is None


@pytest.mark.parametrize("state", State)
def test_this_was_not_me_works_in_every_state_and_keeps_the_hash_alone(page, state):
    signature = builders.signature(page, state, email="ada@example.org", keep_in_touch=True)
    key = signature.supporter.mailbox_key
    visitor = Visitor()
    answer = visitor.press(visitor.get(links.not_me_url(signature)))
    assert answer.status_code == 303
    assert "Done" in words(visitor.follow(answer))
    for table in (Signature, SignatureWord, Decision, Consent):
        assert not table.objects.exists(), table
    supporter = Supporter.objects.get()
    assert (supporter.mailbox_key, supporter.address, supporter.domain) == (key, "", "")
    assert supporter.suppressed_at


@pytest.mark.parametrize("state", [State.WAITING, State.PUBLISHED])
def test_who_confirmed_is_told_that_this_was_not_me_deletes_a_signature_and_what_to_do_instead(page, state):
    signature = builders.signature(page, state)
    shown = Visitor().get(links.not_me_url(signature))
    assert "Nothing was published" not in words(shown)
    assert "the signature is deleted" in words(shown)
    assert parsed(shown).find("a", href=links.unsubscribe_url(signature.supporter))


def test_who_never_confirmed_is_told_that_nothing_was_published(page):
    signature = builders.signature(page, State.UNCONFIRMED)
    shown = Visitor().get(links.not_me_url(signature))
    assert "Nothing was published or counted" in words(shown)
    assert "/unsubscribe/" not in shown.content.decode()


def test_no_mail_follows_this_was_not_me_however_much_was_queued(page, sent_mail):
    visitor = Visitor()
    visitor.sign(page)
    first = sent_mail()[0]
    visitor.sign(page)  # one more waits for its time
    assert Message.objects.filter(sent_at=None).exists()
    visitor.press(visitor.get(link(first, "/not-me/")))
    visitor.sign(page)
    Message.objects.filter(sent_at=None).update(limited=False)
    assert sent_mail() == [first]


def test_the_mail_that_it_is_up_does_not_follow_this_was_not_me(page, sent_mail):
    from django.utils import timezone

    signature = builders.signature(page, State.PUBLISHED)
    own.not_me(signature.pk)
    Message.objects.update(due_at=timezone.now())
    assert sent_mail() == []


def test_pressing_this_was_not_me_twice_is_no_error(page):
    signature = builders.signature(page, State.UNCONFIRMED)
    visitor = Visitor()
    shown = visitor.get(links.not_me_url(signature))
    visitor.press(shown)
    assert visitor.press(shown).status_code < 500


def test_of_somebody_with_another_signature_the_other_one_stays_and_the_mails_end(page, sent_mail):
    other = builders.statement("other", title="Another statement")
    kept = builders.signature(page, State.PUBLISHED, email="ada@example.org")
    gone = builders.signature(other, State.UNCONFIRMED, email="ada@example.org")
    own.not_me(gone.pk)
    kept.refresh_from_db()
    assert kept.state == State.PUBLISHED
    assert kept.supporter.suppressed_at
    Visitor().sign(page)
    Message.objects.update(due_at=kept.created_at)
    assert sent_mail() == []


def test_the_unsubscribe_link_still_answers_after_this_was_not_me(page):
    signature = builders.signature(page, State.UNCONFIRMED)
    url = links.unsubscribe_url(signature.supporter)
    own.not_me(signature.pk)
    assert Visitor().client.post(url, **ONE_CLICK).status_code == 200


def test_every_mail_has_the_link_this_was_not_me(page, sent_mail):
    Visitor().sign(page)
    assert post_form(Visitor().get(link(sent_mail()[0], "/not-me/")))
