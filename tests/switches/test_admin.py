"""The page of the switches, the red line on every page of the admin, and who sees and does what."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import ModelLogEntry

from switches import services
from switches.models import Kind, Switch
from tests import builders
from tests.switches.conftest import NOTICE

pytestmark = pytest.mark.django_db

PAGE = "/admin/signatures/switches/"


@pytest.fixture
def organiser(client, page):
    client.user = builders.organiser()
    client.force_login(client.user)
    return client


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def on(kind: str) -> str:
    return reverse("switches:on", args=[kind])


def posted(kind: str, **fields) -> dict:
    return {f"{kind}-{name}": value for name, value in ({"reason": "A flood"} | fields).items()}


def test_the_page_explains_what_can_be_turned_on(organiser):
    shown = text_of(organiser.get(PAGE))
    assert "Nothing. The site works as usual." in shown
    for kind in Kind:
        assert escape(str(kind.label)) in shown


@pytest.mark.parametrize("kind", Kind)
def test_turning_a_switch_on_and_off_is_on_record(organiser, kind):
    text = {"text": NOTICE} if kind in {"pause", "notice"} else {}
    answer = organiser.post(on(kind), posted(kind, **text), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    switch = Switch.objects.get()
    assert (switch.kind, switch.reason, switch.on_by, switch.off_at) == (kind, "A flood", organiser.user, None)
    assert f"turned on by {organiser.user}" in text_of(answer)

    organiser.post(reverse("switches:off", args=[switch.pk]))
    switch.refresh_from_db()
    assert switch.off_by == organiser.user
    shown = text_of(organiser.get(PAGE))
    assert f"off by {organiser.user}" in shown
    assert "A flood" in shown
    assert set(ModelLogEntry.objects.values_list("action", flat=True)) >= {"switches.on", "switches.off"}


def test_a_reason_is_asked_for_and_what_was_typed_stays(organiser):
    answer = organiser.post(on("notice"), posted("notice", text=NOTICE, reason=""))
    assert answer.status_code == 422
    assert NOTICE in text_of(answer)
    assert "This field is required." in text_of(answer)
    assert not Switch.objects.exists()


@pytest.mark.parametrize("kind", ["pause", "notice"])
def test_visitors_are_told_something(organiser, kind):
    assert organiser.post(on(kind), posted(kind, text="")).status_code == 422


def test_one_statement_is_paused_beside_another(organiser, page):
    other = builders.statement("letter", title="A letter")
    for statement in (page, other):
        organiser.post(on("pause"), posted("pause", text=NOTICE, statement=statement.pk))
    assert Switch.objects.count() == 2
    assert "Pause signing: A letter" in text_of(organiser.get(PAGE))


def test_the_second_of_two_is_told_who_was_first(organiser, turn_on):
    first = builders.user("organiser", "first@example.org")
    turn_on(Kind.HIDE, by=first)
    answer = organiser.post(on("hide"), posted("hide"), follow=True)
    assert "It is on already: first@example.org was quicker." in text_of(answer)
    assert Switch.objects.count() == 1


def test_turning_off_twice_is_no_error(organiser, turn_on):
    switch = turn_on(Kind.HIDE)
    services.turn_off(switch.pk, by=organiser.user)
    assert "It was off already." in text_of(organiser.post(reverse("switches:off", args=[switch.pk]), follow=True))


def test_what_does_not_exist_is_no_server_error(organiser):
    assert organiser.post(on("fire")).status_code == 400
    assert organiser.post(reverse("switches:off", args=[12345])).status_code == 404
    assert organiser.get(on("hide")).status_code == 405


@pytest.mark.parametrize("address", ["wagtailadmin_home", "signatures_admin:queue", "wagtailimages:index"])
def test_what_is_on_stands_in_red_on_every_page(organiser, turn_on, address):
    address = reverse(address)
    assert "switches-alarm" not in text_of(organiser.get(address))
    switch = turn_on(Kind.HIDE)
    shown = text_of(organiser.get(address))
    assert "switches-alarm" in shown
    assert "Hide all names" in shown.partition("switches-alarm")[2]
    services.turn_off(switch.pk, by=organiser.user)
    cache.clear()
    assert "switches-alarm" not in text_of(organiser.get(address))


@pytest.mark.parametrize(("role", "told"), [("volunteer", False), ("moderator", True), ("admin", True)])
def test_who_checks_signatures_is_told(client, page, turn_on, role, told):
    turn_on(Kind.HIDE)
    client.force_login(builders.user(role))
    shown = text_of(client.get(reverse("wagtailadmin_home")))
    assert ("switches-alarm" in shown) is told
    assert (PAGE in shown) is (role == "admin")


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_others_turn_nothing(client, page, turn_on, role):
    switch = turn_on(Kind.HIDE)
    client.force_login(builders.user(role))
    assert client.get(PAGE).status_code == 302
    client.post(on("notice"), posted("notice", text=NOTICE))
    client.post(reverse("switches:off", args=[switch.pk]))
    switch.refresh_from_db()
    assert switch.off_at is None
    assert Switch.objects.count() == 1
