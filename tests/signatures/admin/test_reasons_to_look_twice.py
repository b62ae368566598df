"""Reasons to look twice at the desk: shown with their sentences, and what the queue and the list are narrowed by."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from background.models import Job
from signatures.checks.reasons import REASONS
from signatures.models import ListedWord, Signature, SignatureFlag
from signatures.services import flagging, looking_again
from signatures.states import State
from tests import builders
from tests.signatures.admin.desk import LIST, QUEUE, decide, page_of
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def flagged(statement) -> Signature:
    row = builders.signature(statement, first_name="Fuck", last_name="Off")
    flagging.look_again([row.pk])
    row.refresh_from_db()
    assert row.flagged
    return row


@pytest.fixture
def unflagged(statement) -> Signature:
    return builders.signature(statement, first_name="Grace", last_name="Hopper")


@pytest.mark.parametrize("where", ["queue", "inspect"])
def test_a_reason_explains_itself(moderator, flagged, where):
    shown = words(moderator.get(QUEUE if where == "queue" else page_of(flagged)))
    assert str(REASONS["abuse"].label) in shown.lower()
    assert str(REASONS["abuse"].sentence) in shown
    assert "fuck*" in shown


def test_who_has_no_reason_shows_none(moderator, unflagged):
    assert not parsed(moderator.get(QUEUE)).select(".desk-reasons")


@pytest.mark.parametrize(
    ("flag", "shown"),
    [("", {"Fuck Off", "Grace Hopper"}), ("any", {"Fuck Off"}), ("none", {"Grace Hopper"}), ("abuse", {"Fuck Off"}),
     ("twin", set()), ("nonsense", {"Fuck Off", "Grace Hopper"})],
)  # fmt: skip
@pytest.mark.parametrize("where", [QUEUE, LIST])
def test_queue_and_list_are_narrowed_by_reasons(moderator, flagged, unflagged, where, flag, shown):
    text = words(moderator.get(where, {"flag": flag}))
    assert {name for name in ("Fuck Off", "Grace Hopper") if name in text} == shown


def test_the_queue_stays_oldest_first_whatever_is_flagged(moderator, flagged, unflagged):
    text = words(moderator.get(QUEUE))
    assert text.index("Fuck Off") < text.index("Grace Hopper")


def test_a_decision_comes_back_to_the_narrowed_queue(moderator, flagged):
    response = decide(moderator, flagged, "reject", show="waiting", flag="abuse")
    assert "flag=abuse" in response.redirect_chain[-1][0]


def test_an_empty_narrowed_queue_says_how_to_see_the_others(moderator, unflagged):
    shown = moderator.get(QUEUE, {"flag": "abuse"})
    assert "Nothing matches." in words(shown)


def test_namesakes_lead_to_each_other(moderator, statement):
    first = builders.signature(statement, State.PUBLISHED)
    second = builders.signature(statement)
    SignatureFlag.objects.create(signature=second, name="twin")
    Signature.objects.filter(pk=second.pk).update(flagged=True)
    assert parsed(moderator.get(page_of(second))).select_one(f'.desk-twins a[href="{page_of(first)}"]')


def add_some(statement, number: int) -> None:
    """So many that wait, every other one flagged: copies of one."""
    first = builders.signature(statement)
    kept = {f.attname: getattr(first, f.attname) for f in first._meta.concrete_fields if f.attname != "id"}
    rows = Signature.objects.bulk_create(
        Signature(**kept | {"supporter_id": None, "source": "paper", "flagged": place % 2 == 0})
        for place in range(number)
    )
    SignatureFlag.objects.bulk_create(SignatureFlag(signature=row, name="abuse") for row in rows if row.flagged)


@pytest.mark.parametrize("flag", ["", "none", "any", "abuse"])
def test_the_queue_costs_the_same_however_many_are_flagged(moderator, statement, flag):
    costs = []
    for number in (3, 100):
        add_some(statement, number)
        moderator.get(QUEUE)
        with CaptureQueriesContext(connection) as captured:
            moderator.get(QUEUE, {"flag": flag})
        costs.append(len(captured))
    assert costs[0] == costs[1]


# --- The lists ------------------------------------------------------------------------------------------------

WORDS = "/admin/snippets/signatures/listedword/"


@pytest.mark.parametrize(
    ("role", "may"), [("volunteer", False), ("moderator", False), ("organiser", True), ("admin", True)]
)
def test_organisers_keep_the_lists(request, role, may):
    client = request.getfixturevalue(role)
    assert (client.get(WORDS).status_code == 200) is may
    client.post(f"{WORDS}add/", {"kind": "abusive", "text": "blorbo*", "in_use": "on"})
    assert ListedWord.objects.filter(text="blorbo*").exists() is may


def test_the_lists_are_searched_and_narrowed(organiser):
    assert "Keir Starmer" in words(organiser.get(WORDS, {"q": "starmer"}))
    assert "Keir Starmer" not in words(organiser.get(WORDS, {"kind": "office"}))


@pytest.mark.parametrize("text", ["*", "x", "**", "=", "Keir Starmer"])
def test_a_word_that_says_nothing_or_is_there_already_is_refused(organiser, text):
    before = ListedWord.objects.count()
    response = organiser.post(f"{WORDS}add/", {"kind": "name", "text": text, "in_use": "on"})
    assert response.status_code == 200
    assert ListedWord.objects.count() == before


def run(job: Job) -> int:
    """Does a whole job as the worker does, and returns how many flags came or went."""
    changed, is_last = 0, False
    while not is_last:
        portion = looking_again.LookAgain().portion(job)
        job.cursor, is_last = portion.cursor, portion.is_last
        changed += portion.counts["changed"]
    return changed


def test_after_a_change_those_who_wait_are_looked_at_again(organiser, statement):
    waiting = builders.signature(statement, first_name="Blorbo")
    held = builders.signature(statement, State.HELD, first_name="Blorbo", last_name="Two")
    up = builders.signature(statement, State.PUBLISHED, first_name="Blorbo", last_name="Three")
    organiser.post(f"{WORDS}add/", {"kind": "abusive", "text": "blorbo", "in_use": "on"})
    job = Job.objects.get(kind=looking_again.KIND)  # done at once in tests, by the worker elsewhere
    assert (job.total, job.done, job.made_by) == (2, 2, organiser.user)
    assert "2 signatures changed" in looking_again.LookAgain().outcome(job)
    states = [Signature.objects.get(pk=row.pk) for row in (waiting, held, up)]
    assert [(row.flagged, row.state) for row in states] == [
        (True, State.WAITING), (True, State.HELD), (False, State.PUBLISHED)
    ]  # fmt: skip


def test_several_changes_are_looked_at_in_one_go(organiser):
    waiting = Job.objects.create(kind=looking_again.KIND, title="not begun yet")
    for word in ("blorbo", "glorbo", "zlorbo"):
        organiser.post(f"{WORDS}add/", {"kind": "abusive", "text": word, "in_use": "on"})
    assert Job.objects.get() == waiting


def test_looking_again_goes_on_where_a_killed_worker_stopped(statement, monkeypatch):
    monkeypatch.setattr(looking_again, "PORTION", 2)
    for number in range(5):
        builders.signature(statement, first_name=f"Fucker{'abcde'[number]}")
    job = Job(kind=looking_again.KIND, title="x")
    first = looking_again.LookAgain().portion(job)
    assert (first.done, first.is_last) == (2, False)
    job.cursor = first.cursor
    assert run(job) == 3
    assert Signature.objects.flagged().count() == 5
