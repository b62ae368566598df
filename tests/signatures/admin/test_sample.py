"""The sample of what the site published: who may see it, what it shows, and that looking is noted by a POST only."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signatures.models import AutomaticPublication, Signature, StatementPage
from signatures.services import confirming, moderation
from signatures.states import State
from tests import builders
from tests.signatures.admin.desk import refused
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db

SAMPLE = "/admin/signatures/sample/"
LOOKED = "/admin/signatures/sample/looked/"


@pytest.fixture
def published(statement) -> AutomaticPublication:
    StatementPage.objects.filter(pk=statement.pk).update(publish_unflagged=True)
    row = builders.signature(statement, State.UNCONFIRMED, roles="Unite rep")
    confirming.confirm(row.pk, row.details, row.version_id, row.supporter.address)
    AutomaticPublication.objects.update(day=timezone.localdate() - timedelta(days=1))
    return AutomaticPublication.objects.get()


def test_yesterdays_sample_is_shown_and_looking_changes_nothing(moderator, published):
    shown = words(moderator.get(SAMPLE))
    assert "Ada Lovelace" in shown
    assert "not yet" in shown
    published.refresh_from_db()
    assert published.looked_at is None


def test_saying_so_notes_who_looked_and_when_and_can_be_taken_back(moderator, published):
    moderator.post(LOOKED, {"row": published.pk})
    published.refresh_from_db()
    assert published.looked_by == moderator.user
    assert timezone.now() - published.looked_at < timedelta(minutes=1)
    moderator.post(LOOKED, {"row": published.pk, "back": "1"})
    published.refresh_from_db()
    assert (published.looked_by, published.looked_at) == (None, None)


def test_only_what_was_on_the_screen_is_noted(moderator, published):
    moderator.post(LOOKED, {"row": ["0", "x", "9" * 30, published.pk + 1]})
    published.refresh_from_db()
    assert published.looked_at is None


def test_a_day_without_any_says_so_and_a_broken_day_means_yesterday(moderator, published):
    assert "published nothing by itself" in words(moderator.get(SAMPLE, {"day": "2020-01-01"}))
    for day in ("2020-02-30", "x", "", "0000-00-00"):
        assert "Ada Lovelace" in words(moderator.get(SAMPLE, {"day": day}))


def test_what_was_taken_down_since_shows_its_state(moderator, published):
    moderation.undo(published.decision_id, by=moderator.user)
    assert "waiting to be checked" in words(moderator.get(SAMPLE))


def test_what_was_flagged_since_stands_above_the_sample(moderator, published):
    Signature.objects.update(flagged=True)
    published.decision.signature.flags.create(name="network")
    assert "Flagged since they are up" in words(moderator.get(SAMPLE))
    moderator.post(LOOKED, {"row": published.pk})
    assert "Flagged since they are up" not in words(moderator.get(SAMPLE))


def test_the_admin_home_leads_there_while_there_is_something(moderator, published):
    assert parsed(moderator.get("/admin/")).select(f'a[href="{SAMPLE}"]')
    AutomaticPublication.objects.all().delete()
    assert not parsed(moderator.get("/admin/")).select(f'a[href="{SAMPLE}"]')


def test_volunteers_see_none_of_it(volunteer, published):
    assert refused(volunteer.get(SAMPLE))
    assert refused(volunteer.post(LOOKED, {"row": published.pk}))
    published.refresh_from_db()
    assert published.looked_at is None


def test_no_address_is_shown(moderator, published):
    address = published.decision.signature.supporter.address
    assert address not in moderator.get(SAMPLE).content.decode()
