"""What the staff see of background work, and what they may do about it."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from background import services
from background.models import Job, State
from tests import builders
from tests.background.work import KIND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("task_rows_wait")]

LIST = "/admin/background/"


@pytest.fixture
def organiser(client):
    client.user = builders.organiser()
    client.force_login(client.user)
    return client


def a_job(**fields) -> Job:
    with transaction.atomic():
        job = services.start(KIND, fields.pop("title", "Counting to thirty"), by=fields.pop("by", None), total=30)
    Job.objects.filter(pk=job.pk).update(**fields)
    job.refresh_from_db()
    return job


def ended(state: State, **fields) -> Job:
    return a_job(state=state, ended_at=timezone.now(), **fields)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_list_says_what_runs_how_far_it_is_and_who_started_it(organiser):
    a_job(by=organiser.user, done=12, result={"counted": 12})
    page = text_of(organiser.get(LIST))
    for words in ("Counting to thirty", "waiting for its turn", "12 of 30 (40 %)", "Counted to 12.", 'value="12"'):
        assert words in page
    assert f"started by {organiser.user}" in page


def test_an_empty_list_says_so(organiser):
    assert "Nothing has been done in the background yet." in text_of(organiser.get(LIST))


def test_a_job_of_an_unknown_kind_is_listed_too(organiser):
    a_job(kind="test.gone")
    assert "Counting to thirty" in text_of(organiser.get(LIST))


def test_the_list_costs_the_same_for_one_job_and_for_many(organiser):
    a_job(by=organiser.user)
    organiser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        organiser.get(LIST)
    for _ in range(9):
        a_job(by=organiser.user)
    with CaptureQueriesContext(connection) as ten:
        organiser.get(LIST)
    assert len(one) == len(ten)


def test_cancelling_is_noted_with_who_did_it(organiser):
    job = a_job()
    answer = organiser.post(reverse("background_cancel", args=[job.pk]), follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert f"cancelled by {organiser.user}" in text_of(answer)
    assert Job.objects.get().state == State.CANCELLED
    assert ModelLogEntry.objects.get(action="background.cancel").user == organiser.user


def test_cancelling_what_has_ended_is_no_error(organiser):
    job = ended(State.DONE)
    answer = organiser.post(reverse("background_cancel", args=[job.pk]), follow=True)
    assert "It had ended already." in text_of(answer)
    assert Job.objects.get().state == State.DONE


def test_a_failed_job_says_so_and_is_tried_again(organiser):
    job = ended(State.FAILED, last_error="ValueError")
    assert "stopped by an error (ValueError)" in text_of(organiser.get(LIST))
    organiser.post(reverse("background_try_again", args=[job.pk]))
    assert Job.objects.get().state == State.WAITING


def test_the_way_back_leads_nowhere_else(organiser):
    address = reverse("background_cancel", args=[a_job().pk])
    assert organiser.post(address, {"next": "https://elsewhere.example/"}).url == LIST
    assert organiser.post(address, {"next": "/admin/somewhere/?p=2"}).url == "/admin/somewhere/?p=2"


def test_a_job_that_is_not_there_is_404(organiser):
    assert organiser.post(reverse("background_cancel", args=[12345])).status_code == 404


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED])
def test_what_has_ended_offers_no_button(organiser, state):
    ended(state)
    assert "<form" not in text_of(organiser.get(LIST)).partition("data-job")[2]


def test_the_home_tells_of_trouble_only(organiser):
    home = reverse("wagtailadmin_home")
    ended(State.DONE)
    assert "background work" not in text_of(organiser.get(home)).partition("<main")[2]
    ended(State.FAILED)
    assert "1 piece of background work failed" in text_of(organiser.get(home))


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_others_neither_see_nor_steer(client, role):
    job = ended(State.FAILED)
    client.force_login(builders.user(role))
    assert client.get(LIST).status_code == 302
    assert LIST not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert "background work failed" not in text_of(client.get(reverse("wagtailadmin_home")))
    for name in ("background_cancel", "background_try_again"):
        assert client.post(reverse(name, args=[job.pk])).status_code in {302, 403}
    assert Job.objects.get().state == State.FAILED
