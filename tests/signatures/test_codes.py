"""The six figures of the confirming mail: bound to one waiting page, short-lived, five tries, and no oracle."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from outbox.models import Message
from signatures import tokens
from signatures.models import CodeTry, Consent, Signature
from signatures.services import codes, own, retention
from signatures.states import State
from tests import builders
from tests.signatures.test_same_answers import KNOWN, bare, known_as
from tests.signatures.visitor import Visitor, link, parsed, words

EMAIL = "ada@example.org"


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def code_in(mail) -> str:
    (figures,) = re.findall(r"^(\d{3}) (\d{3})$", mail.body, re.MULTILINE)
    return "".join(figures)


def another_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def type_code(visitor: Visitor, waiting, code: str):
    return visitor.press(waiting, "/sign/code/", code=code)


def signed(visitor: Visitor, page, **fields):
    """The waiting page."""
    return visitor.follow(visitor.sign(page, **({"email": EMAIL} | fields)))


@pytest.mark.django_db
class TestOnTheWaitingPage:
    def test_the_code_leads_to_the_page_that_the_link_opens_and_publishes_nothing_itself(
        self, page, visitor, sent_mail
    ):
        waiting = signed(visitor, page)
        (mail,) = sent_mail()

        answer = type_code(visitor, waiting, code_in(mail))

        shown = visitor.follow(answer)
        assert answer["Location"].startswith("/my-signature/confirm/")
        assert "Ada Lovelace" in words(shown)
        assert Signature.objects.get().state == State.UNCONFIRMED
        assert not Consent.objects.exists()
        visitor.press(shown, "/confirm/")
        assert Signature.objects.get().state == State.WAITING

    @pytest.mark.parametrize("written", ["{} {}", " {}-{} ", "{}{}", "{}\u2013{}", "{}\u00a0{}"])
    def test_blanks_and_dashes_do_not_matter(self, page, visitor, sent_mail, written):
        waiting = signed(visitor, page)
        code = code_in(sent_mail()[0])
        assert type_code(visitor, waiting, written.format(code[:3], code[3:])).status_code == 303

    def test_figures_of_another_script_are_figures(self, page, visitor, sent_mail):
        waiting = signed(visitor, page)
        code = code_in(sent_mail()[0])
        arabic = code.translate({ord(str(figure)): 0x660 + figure for figure in range(10)})
        assert type_code(visitor, waiting, arabic).status_code == 303

    @pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345x", "1" * 41])
    def test_what_is_no_code_is_refused_in_words_and_costs_no_try(self, page, visitor, typed):
        refused = type_code(visitor, signed(visitor, page), typed)
        assert refused.status_code == 422
        assert "six figures" in words(refused)
        assert parsed(refused).find("input", {"name": "code"})["aria-invalid"] == "true"
        assert not CodeTry.objects.exists()

    def test_the_page_stays_usable_after_a_wrong_code_and_says_how_often_it_may_be_tried(
        self, page, visitor, sent_mail
    ):
        waiting = signed(visitor, page)
        code = code_in(sent_mail()[0])
        refused = type_code(visitor, waiting, another_than(code))
        assert "You can try 4 more times" in words(refused)
        assert EMAIL in words(refused)
        assert type_code(visitor, refused, code).status_code == 303

    def test_after_five_tries_the_right_code_is_no_use_either(self, page, visitor, sent_mail):
        waiting = signed(visitor, page)
        code = code_in(sent_mail()[0])
        for _ in range(5):
            refused = type_code(visitor, waiting, another_than(code))
        assert "no more tries" in words(refused)
        assert type_code(visitor, waiting, code).status_code == 422

    def test_the_link_in_the_mail_works_after_all_tries_are_gone(self, page, visitor, sent_mail):
        waiting = signed(visitor, page)
        for _ in range(6):
            type_code(visitor, waiting, "000000")
        assert "Ada Lovelace" in words(visitor.get(link(sent_mail()[0], "/confirm/")))

    def test_a_code_is_good_for_half_an_hour_from_when_its_mail_was_written(self, page, visitor, sent_mail):
        waiting = signed(visitor, page)
        code = code_in(sent_mail()[0])
        Signature.objects.update(code_issued_at=timezone.now() - timedelta(minutes=29))
        assert type_code(visitor, waiting, code).status_code == 303
        Signature.objects.update(code_issued_at=timezone.now() - timedelta(minutes=30, seconds=1))
        assert type_code(visitor, waiting, code).status_code == 422

    def test_a_code_that_was_not_mailed_yet_is_no_code(self, page, visitor):
        waiting = signed(visitor, page)
        row = Signature.objects.get()
        from signatures.links import short_code

        assert type_code(visitor, waiting, short_code(row, row.code_page)).status_code == 422

    def test_it_fits_no_other_page_of_the_same_mailbox(self, page, visitor, sent_mail):
        stranger = Visitor()
        waiting_stranger = signed(stranger, page)
        signed(visitor, page)  # the owner signs as well: the mail is theirs now
        code = code_in(sent_mail()[0])
        assert type_code(stranger, waiting_stranger, code).status_code == 422

    def test_tries_on_a_strangers_page_cost_the_owner_none(self, page, visitor, sent_mail):
        stranger = Visitor()
        waiting_stranger = signed(stranger, page)
        waiting = signed(visitor, page)
        for _ in range(7):
            type_code(stranger, waiting_stranger, "000000")
        assert type_code(visitor, waiting, code_in(sent_mail()[0])).status_code == 303

    def test_it_still_fits_after_another_mail_was_asked_for(self, page, visitor, sent_mail):
        waiting = signed(visitor, page)
        code = code_in(sent_mail()[0])
        again = visitor.follow(visitor.press(waiting, "/sent/"))
        assert type_code(visitor, again, code).status_code == 303

    def test_asking_for_another_mail_brings_no_new_tries_until_that_mail_has_come(self, page, visitor, sent_mail):
        waiting = signed(visitor, page)
        code = code_in(sent_mail()[0])
        for _ in range(5):
            type_code(visitor, waiting, another_than(code))
        again = visitor.follow(visitor.press(waiting, "/sent/"))
        assert type_code(visitor, again, code).status_code == 422
        Message.objects.queued().update(due_at=timezone.now())
        Message.objects.exclude(state="queued").update(sent_at=timezone.now() - timedelta(hours=1))
        new_code = code_in(sent_mail()[1])
        assert type_code(visitor, again, new_code).status_code == 303

    def test_a_mail_that_comes_when_nobody_waits_any_more_has_no_code(self, page, visitor, sent_mail):
        signed(visitor, page)
        Signature.objects.update(created_at=timezone.now() - codes.PAGE_GOOD_FOR)
        (mail,) = sent_mail()
        assert "Or type this code" not in mail.body + mail.alternatives[0].content

    def test_the_mail_shows_it_in_text_and_html_and_not_in_the_subject(self, page, visitor, sent_mail):
        signed(visitor, page)
        (mail,) = sent_mail()
        code = code_in(mail)
        assert f"{code[:3]} {code[3:]}" in mail.alternatives[0].content
        assert not re.search(r"\d{3} ?\d{3}", mail.subject)

    def test_who_pressed_the_link_meanwhile_is_told_that_it_is_done(self, page, visitor, sent_mail):
        waiting = signed(visitor, page)
        (mail,) = sent_mail()
        visitor.press(visitor.get(link(mail, "/confirm/")), "/confirm/")
        answer = type_code(visitor, waiting, code_in(mail))
        assert "confirmed" in words(visitor.follow(answer))

    def test_a_withdrawn_signature_has_no_code(self, page, visitor, sent_mail):
        waiting = signed(visitor, page)
        code = code_in(sent_mail()[0])
        own.withdraw(Signature.objects.get().pk)
        assert type_code(visitor, waiting, code).status_code == 422

    def test_opening_its_address_leads_back_to_the_waiting_page(self, page, visitor):
        action = parsed(signed(visitor, page)).find("form", {"id": "code"})["action"]
        assert visitor.get(action)["Location"].startswith("/sign/sent/")

    def test_a_form_of_another_kind_is_refused(self, page, visitor):
        waiting = signed(visitor, page)
        token = builders.form_data(page)["form_token"]
        assert visitor.press(waiting, "/sign/code/", code="123456", form_token=token).status_code == 422
        assert not CodeTry.objects.exists()


@pytest.mark.django_db
class TestNobodyLearnsAnything:
    """Promise 2: the same bytes, and the same work, whatever we know of the mailbox."""

    def wrong_codes(self, page) -> list[tuple]:
        visitor = Visitor()
        waiting = signed(visitor, page)
        return [bare(type_code(visitor, waiting, code)) for code in ("", "000000", "999999", *["111111"] * 4)]

    @pytest.mark.parametrize("state", KNOWN)
    def test_wrong_codes_are_answered_the_same_for_a_mailbox_in_any_state(self, page, state, sent_mail):
        with transaction.atomic():
            of_a_stranger = self.wrong_codes(page)
            transaction.set_rollback(True)
        known_as(page, state)
        if state == State.PUBLISHED:
            Signature.objects.update(display="count_only")
        assert self.wrong_codes(page) == of_a_stranger

    def test_the_same_queries_are_asked_and_the_same_is_written(self, page, sent_mail):
        seen = {}
        for state in [None, *KNOWN]:
            with transaction.atomic():
                if state:
                    known_as(page, state)
                visitor = Visitor()
                waiting = signed(visitor, page)
                sent_mail()
                with CaptureQueriesContext(connection) as captured:
                    type_code(visitor, waiting, "000000")
                kinds = [
                    query["sql"].split()[0] for query in captured.captured_queries if "signatures_" in query["sql"]
                ]
                seen[state] = kinds, CodeTry.objects.values_list("tries", flat=True).get()
                transaction.set_rollback(True)
        assert len({str(each) for each in seen.values()}) == 1, seen


@pytest.mark.django_db
def test_the_database_holds_no_code(page, visitor, sent_mail):
    signed(visitor, page)
    code = code_in(sent_mail()[0])
    row = Signature.objects.values().get()
    assert not [name for name, value in row.items() if code in str(value)]


def test_a_code_is_six_figures_of_our_key_and_all_that_it_is_bound_to(settings):
    made = {tokens.short_code(row, secret) for row in range(300) for secret in ("a", "b")}
    assert len(made) > 590
    assert all(re.fullmatch(r"\d{6}", code) for code in made)
    before = tokens.short_code(1, "a")
    settings.TOKEN_KEY = "another key of enough length for anybody"
    assert tokens.short_code(1, "a") != before


@pytest.mark.django_db
def test_counts_of_tries_are_kept_for_a_day(page, visitor):
    type_code(visitor, signed(visitor, page), "000000")
    now = timezone.now()
    retention.purge(now + timedelta(hours=23))
    assert CodeTry.objects.count() == 1
    retention.purge(now + timedelta(hours=25), dry_run=True)
    assert CodeTry.objects.count() == 1
    retention.purge(now + timedelta(hours=25))
    assert not CodeTry.objects.exists()
