"""What each switch does to visitors, signers and the desk, while it is on and after."""

import re

import pytest
from django.core.cache import cache

from signatures.models import Signature
from signatures.services import confirming
from signatures.states import State
from switches import present, services
from switches.models import Kind
from tests import builders
from tests.switches.conftest import NOTICE

pytestmark = pytest.mark.django_db

NAME = "Zebedeecanary"


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def sign(client, page, **fields):
    return client.post(f"/sign/{page.pk}/", builders.form_data(page, **fields))


class TestPause:
    def test_the_notice_stands_in_place_of_the_form(self, client, page, turn_on):
        turn_on(Kind.PAUSE)
        shown = text_of(client.get("/statement/"))
        assert NOTICE in shown
        assert 'name="first_name"' not in shown
        assert "Signing is paused" in shown

    def test_a_form_sent_meanwhile_is_refused_with_everything_typed(self, client, page, turn_on):
        turn_on(Kind.PAUSE)
        answer = sign(client, page, first_name=NAME)
        shown = text_of(answer)
        assert answer.status_code == 422
        assert NOTICE in shown
        assert f'value="{NAME}"' in shown
        assert not Signature.objects.exists()

    def test_the_post_obeys_at_once_whatever_the_cache_says(self, client, page, turn_on):
        client.get("/statement/")
        services.turn_on(Kind.PAUSE, by=builders.organiser(), reason="A flood", text=NOTICE)
        assert sign(client, page).status_code == 422

    def test_a_pause_of_one_statement_leaves_the_others_open(self, client, page, turn_on):
        other = builders.statement("letter")
        turn_on(Kind.PAUSE, statement_id=page.pk)
        assert sign(client, page).status_code == 422
        assert sign(client, other).status_code == 303
        assert 'name="first_name"' in text_of(client.get("/letter/"))

    def test_who_signed_before_can_still_confirm(self, page, turn_on):
        signature = builders.signature(page, State.UNCONFIRMED)
        turn_on(Kind.PAUSE)
        assert confirming.confirm(signature.pk, builders.details(), page.version.pk, "ada@example.org")

    def test_a_refused_form_is_good_once_it_is_over(self, client, page, turn_on):
        switch = turn_on(Kind.PAUSE)
        sign(client, page)
        services.turn_off(switch.pk, by=builders.organiser())
        cache.clear()
        assert sign(client, page).status_code == 303


class TestHold:
    def confirm(self, page) -> Signature:
        signature = builders.signature(page, State.UNCONFIRMED)
        confirming.confirm(signature.pk, builders.details(), page.version.pk, signature.supporter.address)
        signature.refresh_from_db()
        return signature

    def test_whoever_confirms_is_set_aside_by_the_site_with_the_reason(self, page, turn_on):
        turn_on(Kind.HOLD)
        signature = self.confirm(page)
        decision = signature.decisions.latest("pk")
        assert signature.state == State.HELD
        assert decision.by_site
        assert "emergency switch" in decision.note

    def test_nobody_else_is_touched_and_it_ends(self, page, turn_on):
        waiting = builders.signature(page, State.WAITING)
        switch = turn_on(Kind.HOLD)
        services.turn_off(switch.pk, by=builders.organiser())
        waiting.refresh_from_db()
        assert waiting.state == State.WAITING
        assert self.confirm(page).state == State.WAITING


class TestHide:
    @pytest.fixture(autouse=True)
    def published(self, page):
        home = builders.home()
        home.statement = page
        home.save_revision().publish()
        return builders.signature(page, State.PUBLISHED, first_name=NAME)

    ADDRESSES = ("/", "/statement/", "/statement/signatures/", "/statement/signatures/?q=zebedeecanary",
                 "/statement/signatures/?letter=l")  # fmt: skip

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_no_page_shows_a_name(self, client, turn_on, address):
        assert NAME in text_of(client.get(address))
        turn_on(Kind.HIDE)
        shown = text_of(client.get(address))
        assert NAME not in shown
        assert "Lovelace" not in shown

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_an_answer_of_some_seconds_ago_is_none(self, client, turn_on, address):
        """A reader who asked at the moment of the turn may have put the old answer back into the cache."""
        turn_on(Kind.HIDE)
        cache.set(present.KEY, present.Switches(), 60)
        assert NAME not in text_of(client.get(address))

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_nobody_may_keep_a_page_with_names_for_longer_than_half_a_minute(self, client, address):
        kept = client.get(address)["Cache-Control"]
        assert int(re.search(r"max-age=(\d+)", kept)[1]) <= 30
        assert not re.search(r"s-maxage|stale-while|immutable", kept)

    def test_the_count_stays_and_the_wall_says_why(self, client, turn_on):
        turn_on(Kind.HIDE)
        assert "The names are hidden for the moment" in text_of(client.get("/statement/signatures/"))
        assert client.get("/statement/count.json").json() == {"count": 1}

    def test_turned_off_all_are_back(self, client, turn_on):
        switch = turn_on(Kind.HIDE)
        services.turn_off(switch.pk, by=builders.organiser())
        cache.clear()
        assert NAME in text_of(client.get("/statement/signatures/"))


class TestNotice:
    @pytest.mark.parametrize("address", ["/", "/statement/", "/statement/signatures/"])
    def test_it_stands_above_the_head_of_every_page(self, client, page, turn_on, address):
        turn_on(Kind.NOTICE)
        shown = text_of(client.get(address))
        assert NOTICE in shown
        assert shown.index(NOTICE) < shown.index("<header")

    def test_nothing_in_it_runs(self, client, page, turn_on):
        turn_on(Kind.NOTICE, text="<script>alert(1)</script>")
        assert "<script>alert" not in text_of(client.get("/"))


@pytest.mark.django_db(transaction=True)
def test_a_page_kept_for_seconds_follows_at_once(client):
    page = builders.statement()
    client.get("/statement/")
    switch = services.turn_on(Kind.PAUSE, by=builders.organiser(), reason="A flood", text=NOTICE)
    assert NOTICE in text_of(client.get("/statement/"))
    services.turn_off(switch.pk, by=builders.organiser())
    assert NOTICE not in text_of(client.get(page.url))
