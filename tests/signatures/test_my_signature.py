""" "My signature", driven as its owner drives it: the link by mail, the page behind it, and each act on it."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from outbox.models import Message
from signatures import links
from signatures.models import Consent, Correction, Purpose, Signature, Supporter
from signatures.services import corrections, moderation, own
from signatures.states import State
from tests import builders
from tests.signatures.test_own import keeps_in_touch, path
from tests.signatures.visitor import Visitor, parsed, words

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.org"


def ask(visitor: Visitor, email: str = EMAIL):
    return visitor.press(visitor.get("/my-signature/"), email=email)


def own_page(signature: Signature):
    return Visitor().get(path(links.own_url(signature.supporter)))


def first(mail) -> str:
    """The path of the mail's first link."""
    return path(re.search(r"https?://\S+", mail.body)[0])


def press(response, action: str, **fields):
    """Presses the first form with this action."""
    form = next(form for form in parsed(response).find_all("form") if action in form["action"])
    given = {each["name"]: each.get("value", "") for each in form.find_all("input", type="hidden")}
    return Visitor().client.post(form["action"], given | fields)


def correction_form(signature: Signature, **fields):
    visitor = Visitor()
    (url,) = {a["href"] for a in parsed(own_page(signature)).find_all("a") if "/correct/" in a["href"]}
    return visitor.press(visitor.get(url), **fields)


# --- The link --------------------------------------------------------------------------------------------------------


def test_whoever_signed_gets_a_link_that_opens_their_page(page, sent_mail):
    builders.signature(page, State.WAITING, email=EMAIL)
    assert ask(Visitor()).status_code == 303
    (mail,) = sent_mail()
    assert mail.to == [EMAIL]
    assert "Ada Lovelace" in words(Visitor().get(first(mail)))


def test_who_is_not_known_is_told_that_nothing_is_held(page, sent_mail):
    ask(Visitor(), "stranger@example.org")
    (mail,) = sent_mail()
    assert mail.to == ["stranger@example.org"]
    assert "We hold no signature" in mail.body
    assert "http" not in mail.body


def test_who_only_asked_is_forgotten_after_a_week(page):
    from signatures.services.retention import purge

    ask(Visitor(), "stranger@example.org")
    kept = builders.signature(page, State.WAITING, email=EMAIL).supporter
    Supporter.objects.update(created_at=timezone.now() - timedelta(days=8))
    purge(timezone.now())
    assert list(Supporter.objects.all()) == [kept]


def test_asking_again_and_again_brings_one_mail_at_a_time(page, sent_mail):
    builders.signature(page, State.WAITING, email=EMAIL)
    for _ in range(5):
        ask(Visitor())
    assert len(sent_mail()) == 1
    ask(Visitor())
    ask(Visitor())
    assert len(sent_mail()) == 1
    assert Message.objects.filter(sent_at=None).count() == 1


def test_who_wants_no_mail_ever_gets_none_from_this_form_either(page, sent_mail):
    own.not_me(builders.signature(page, State.UNCONFIRMED, email=EMAIL).pk)
    assert ask(Visitor()).status_code == 303
    assert sent_mail() == []


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a" * 300 + "@example.org"])
def test_a_refused_address_is_kept_in_the_form(page, email):
    answer = ask(Visitor(), email)
    assert answer.status_code == 422
    assert parsed(answer).find("input", {"name": "email"}).get("value", "") == email


def test_a_link_of_the_page_is_in_the_footer_and_in_every_mail_to_a_signer(page, sent_mail):
    assert "/my-signature/" in {a["href"] for a in parsed(Visitor().get(page.url)).find_all("a", href=True)}
    signature = builders.signature(page, State.PUBLISHED, email=EMAIL)
    Message.objects.update(due_at=timezone.now())
    (mail,) = sent_mail()
    assert links.find_url() in mail.body
    assert signature


# --- What it shows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.UNCONFIRMED, "Not confirmed"),
        (State.WAITING, "one of the organisers will look at it"),
        (State.PUBLISHED, "Published"),
        (State.HELD, "Set aside"),
        (State.REJECTED, "decided not to publish"),
        (State.WITHDRAWN, "Withdrawn by you"),
    ],
)
def test_each_state_is_said_in_plain_words(page, state, said):
    assert said in words(own_page(builders.signature(page, state)))


def test_it_shows_the_wording_signed_word_for_word_and_what_was_agreed_to(page):
    signature = builders.signature(page, State.PUBLISHED)
    page.text = "<p>Another text, later.</p>"
    page.save_revision().publish()
    shown = words(own_page(signature))
    assert "We stand for the free movement of people." in shown
    assert "Another text" not in shown
    assert signature.version.publish_wording.text in shown


def test_it_shows_what_an_organiser_put_right(page):
    from signatures.services import fixing

    signature = builders.signature(page, State.WAITING, first_name="ADA", last_name="LOVELACE")
    fixing.fix(
        signature.pk,
        first_name="Ada",
        last_name="Lovelace",
        roles="Unite rep",
        by=builders.organiser(),
        seen_text=signature.text_mark,
    )
    shown = words(own_page(signature))
    assert "an organiser put this right" in shown
    assert "ADA LOVELACE" in shown


def test_notes_of_organisers_are_not_shown(page):
    signature = builders.signature(page, State.WAITING)
    moderation.decide(signature.pk, State.HELD, by=builders.organiser(), note="I know her brother")
    visitor = Visitor()
    token = path(links.own_url(signature.supporter)).split("/")[-2]
    for url in (f"/my-signature/{token}/", f"/my-signature/data/{token}/", f"/my-signature/data/{token}/my-data.json"):
        assert "brother" not in visitor.get(url).content.decode()


def test_hostile_text_is_shown_and_not_run(page):
    signature = builders.signature(page, State.PUBLISHED, roles="<script>alert(1)</script>")
    token = path(links.own_url(signature.supporter)).split("/")[-2]
    for url in ("", "data/"):
        assert b"<script>alert" not in Visitor().get(f"/my-signature/{url}{token}/").content


# --- Correcting ------------------------------------------------------------------------------------------------------


def test_a_waiting_signature_is_corrected_at_once(page):
    signature = builders.signature(page, State.WAITING)
    answer = correction_form(signature, first_name="Zoë", roles="")
    assert answer.status_code == 303
    assert "Your change stands" in words(Visitor().follow(answer))
    signature.refresh_from_db()
    assert (signature.full_name, signature.roles) == ("Zoë Lovelace", "")


@pytest.mark.parametrize(
    ("meanwhile", "state", "said"),
    [("stay", State.PUBLISHED, "the old one stays"), ("hide", State.WAITING, "off the list")],
)
def test_of_a_published_one_the_old_text_stays_or_hides_as_its_signer_chooses(page, meanwhile, state, said):
    signature = builders.signature(page, State.PUBLISHED)
    answer = correction_form(signature, first_name="Zoë", meanwhile=meanwhile)
    assert said in words(Visitor().follow(answer))
    signature.refresh_from_db()
    assert signature.state == state
    assert ("Ada Lovelace" in words(Visitor().get(page.wall_url))) is (meanwhile == "stay")


@pytest.mark.parametrize(
    "wrong", [{"first_name": ""}, {"first_name": "http://x.example"}, {"form_token": "x"}, {"website": "x"}], ids=str
)
def test_a_refused_correction_keeps_what_was_typed_and_changes_nothing(page, wrong):
    signature = builders.signature(page, State.PUBLISHED)
    answer = correction_form(signature, **({"roles": "Typed with care"} | wrong))
    assert answer.status_code == 422
    assert "Typed with care" in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_counted_signer_needs_to_agree_before_the_name_is_shown(page):
    signature = builders.signature(page, State.PUBLISHED, display="count_only", publish_consent=False)
    assert correction_form(signature, display="full").status_code == 422
    assert correction_form(signature, display="full", publish_consent="on").status_code == 303
    assert Consent.objects.active().get().purpose == Purpose.PUBLISH


def test_nobody_corrects_anothers_signature(page):
    mine, anothers = builders.signature(page, State.WAITING), builders.signature(page, State.WAITING)
    token = path(links.own_url(mine.supporter)).split("/")[-2]
    for number in (anothers.pk, 0, 10**30):
        assert Visitor().get(f"/my-signature/correct/{token}/{number}/").status_code == 404
        for act in ("withdraw", "show-less"):
            posted = {"signature": number, "display": "initial"}
            assert Visitor().client.post(f"/my-signature/{act}/{token}/", posted).status_code == 404
    anothers.refresh_from_db()
    assert (anothers.state, anothers.display) == (State.WAITING, "full")


# --- Less, mail, withdrawing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("display", "shown"), [("initial", "Ada L."), ("count_only", None)])
def test_showing_less_is_one_press(page, display, shown):
    signature = builders.signature(page, State.PUBLISHED)
    answer = press(own_page(signature), "/show-less/", display=display)
    assert "Done" in words(Visitor().follow(answer))
    wall = words(Visitor().get(page.wall_url))
    assert "Lovelace" not in wall
    assert shown is None or shown in wall


@pytest.mark.parametrize("display", ["full", "", "x"])
def test_a_press_that_does_not_say_how_is_refused_in_words(page, display):
    signature = builders.signature(page, State.PUBLISHED)
    answer = press(own_page(signature), "/show-less/", display=display)
    assert answer.status_code == 422
    assert "Please choose" in words(answer)


def test_campaign_mail_is_stopped_and_started_again_with_a_consent_on_record(page):
    supporter = keeps_in_touch(page)
    signature = supporter.signatures.get()
    stopped = press(own_page(signature), "/stop-mail/")
    assert "no more campaign emails" in words(Visitor().follow(stopped))
    assert not supporter.consents.active().exists()

    refused = press(own_page(signature), "/start-mail/")
    assert refused.status_code == 422
    assert not supporter.consents.active().exists()

    started = press(own_page(signature), "/start-mail/", keep_in_touch="on")
    assert started.status_code == 303
    consent = supporter.consents.active().get()
    assert (consent.channel, consent.wording) == (corrections.OWN_PAGE, page.version.keep_in_touch_wording)
    assert supporter.consents.count() == 2


def test_a_form_for_another_wording_starts_no_mail(page):
    signature = builders.signature(page, State.PUBLISHED)
    shown = own_page(signature)
    page.keep_in_touch_wording = "Yes, write to me about everything."
    page.save_revision().publish()
    page.refresh_from_db()
    other = builders.statement("other", title="Other", keep_in_touch_wording="Yes, write to me about everything.")
    builders.signature(other, State.PUBLISHED, email=signature.supporter.address)
    assert press(shown, "/start-mail/", keep_in_touch="on").status_code == 422
    assert not signature.supporter.consents.filter(purpose=Purpose.KEEP_IN_TOUCH).exists()


# --- All of it -------------------------------------------------------------------------------------------------------


def test_the_file_holds_all_that_is_held_and_nobody_elses(page):
    from tests.enquiries import builders as enquiry_builders

    supporter = keeps_in_touch(page)
    builders.signature(page, State.PUBLISHED, first_name="Grace", email="grace@example.org")
    enquiry_builders.enquiry(enquiry_builders.contact_page(), email="ada@example.org", message="A canary sings")
    token = path(links.own_url(supporter)).split("/")[-2]
    answer = Visitor().get(f"/my-signature/data/{token}/my-data.json")
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    held = json.loads(answer.content)
    assert (held["format"], held["version"]) == ("campaign-site-personal-data", 1)
    assert held["mailbox"][0]["address"] == "ada@example.org"
    assert held["signatures"][0]["public_name"] == "Ada Lovelace"
    assert {consent["purpose"] for consent in held["consents"]} == {"publish my name", "keep in touch"}
    assert held["enquiries"][0]["message"] == "A canary sings"
    assert [decision["to_state"] for decision in held["decisions"]] == ["published"]
    assert "Grace" not in answer.content.decode()
    readable = words(Visitor().get(f"/my-signature/data/{token}/"))
    for value in ("ada@example.org", "Ada Lovelace", "A canary sings", page.version.publish_wording.text):
        assert value in readable


def test_the_page_names_mails_and_times_as_people_do(page, sent_mail):
    visitor = Visitor()
    visitor.sign(page, email="ada@example.org")
    assert sent_mail()
    Signature.objects.update(created_at=datetime(2026, 5, 1, 12, 30, tzinfo=UTC))
    token = path(links.own_url(Supporter.objects.get())).split("/")[-2]
    readable = words(visitor.get(f"/my-signature/data/{token}/"))
    assert "answer to the signing form" in readable
    assert "signatures.answer" not in readable
    assert "1 May 2026, 13:30" in readable


def test_erasing_asks_once_and_says_what_goes(page, sent_mail):
    signature = builders.signature(page, State.PUBLISHED, email=EMAIL)
    token = path(links.own_url(signature.supporter)).split("/")[-2]
    Message.objects.all().delete()
    visitor = Visitor()
    asked = visitor.get(f"/my-signature/erase/{token}/")
    assert page.title in words(asked)
    assert Signature.objects.exists()
    done = visitor.press(asked)
    assert "Everything is erased" in words(visitor.follow(done))
    assert not Signature.objects.exists()
    assert not Supporter.objects.exists()
    (mail,) = sent_mail()
    assert (mail.to, "our last email" in mail.body) == ([EMAIL], True)
    assert "Ada" not in mail.body
    assert not Message.objects.exclude(content="").exists()
    assert visitor.get(f"/my-signature/{token}/").status_code == 404


def test_erasing_with_never_write_again_keeps_the_hash_and_sends_nothing(page, sent_mail):
    from outbox.models import Suppression

    signature = builders.signature(page, State.PUBLISHED, email=EMAIL)
    key = signature.supporter.mailbox_key
    url = path(links.own_url(signature.supporter))
    token = url.split("/")[-2]
    visitor = Visitor()
    visitor.press(visitor.get(f"/my-signature/erase/{token}/"), never_mail="on")
    assert sent_mail() == []
    assert Suppression.objects.get().mailbox == key
    left = Supporter.objects.get()
    assert (left.address, left.domain, left.mailbox_key) == ("", "", key)
    assert visitor.get(url).status_code == 404
    visitor.sign(page)
    ask(visitor)
    assert sent_mail() == []


@pytest.mark.parametrize("act", ["withdraw", "show-less", "stop-mail", "start-mail"])
def test_acts_are_posts_alone(page, act):
    token = path(links.own_url(builders.signature(page).supporter)).split("/")[-2]
    assert Visitor().get(f"/my-signature/{act}/{token}/").status_code == 405


@pytest.mark.parametrize(
    "tail", ["", "done/withdrawn/", "data/", "erase/", "stop-mail/", "start-mail/", "show-less/", "withdraw/"]
)
def test_no_other_link_opens_any_of_it(page, tail):
    signature = builders.signature(page, State.PUBLISHED)
    for url in (links.unsubscribe_url(signature.supporter), links.not_me_url(signature), links.confirm_url(signature)):
        token = url.split("/")[-2]
        for method in ("get", "post"):
            answer = getattr(Visitor().client, method)(f"/my-signature/{tail}{token}/")
            assert answer.status_code in {404, 405}
    signature.refresh_from_db()
    assert signature.state == State.PUBLISHED


@pytest.mark.parametrize("tail", ["", "done/withdrawn/", "data/", "erase/"])
def test_its_pages_are_kept_by_no_cache_and_told_to_no_site(page, tail):
    token = path(links.own_url(builders.signature(page).supporter)).split("/")[-2]
    answer = Visitor().get(f"/my-signature/{tail}{token}/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_another_sites_page_can_press_nothing(page):
    token = path(links.own_url(builders.signature(page).supporter)).split("/")[-2]
    foreign = {"Origin": "https://elsewhere.example"}
    for act in ("withdraw", "show-less", "stop-mail", "start-mail", "erase"):
        url = f"/my-signature/{act}/{token}/"
        assert Visitor().client.post(url, headers=foreign).status_code == 403
    assert Visitor().client.post("/my-signature/", headers=foreign).status_code == 403
