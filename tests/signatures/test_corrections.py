"""Corrections after confirming: less is shown at once; another text waits until somebody has read it."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from signatures.details import Display
from signatures.models import Consent, Correction, Decision, Outcome, Signature, SignatureWord
from signatures.services import corrections, moderation, own
from signatures.services.corrections import NotCorrectable, Result, SettledMeanwhile
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, words

pytestmark = pytest.mark.django_db

ZOE = builders.details(first_name="Zoë", last_name="Nguyễn", roles="Unison")


def fresh(signature: Signature) -> Signature:
    return Signature.objects.get(pk=signature.pk)


def wall(page) -> str:
    return words(Visitor().get(page.wall_url))


def publish(correction: Correction, outcome=Outcome.APPLIED, **given) -> Correction:
    given = {"by": builders.organiser(), "seen_text": correction.new_mark} | given
    return corrections.settle(correction.pk, outcome, **given)


# --- Before anything is public ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.WAITING, State.HELD])
def test_what_is_not_public_is_corrected_at_once_and_stays_where_it_is(page, state):
    signature = builders.signature(page, state)
    assert corrections.correct(signature.pk, ZOE) is Result.DONE
    after = fresh(signature)
    assert (after.full_name, after.roles, after.state) == ("Zoë Nguyễn", "Unison", state)
    assert after.wall_key == ZOE.wall_key
    assert after.name_key == ZOE.name_key


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.REJECTED, State.WITHDRAWN])
def test_what_is_not_confirmed_or_was_turned_down_cannot_be_corrected(page, state):
    signature = builders.signature(page, state)
    with pytest.raises(NotCorrectable):
        corrections.correct(signature.pk, ZOE)
    assert fresh(signature).full_name == "Ada Lovelace"


def test_sending_the_same_text_again_records_nothing(page):
    signature = builders.signature(page, State.WAITING)
    assert corrections.correct(signature.pk, builders.details()) is Result.DONE
    assert not Correction.objects.exists()


def test_a_moderator_publishes_no_text_that_was_corrected_since_it_was_on_the_screen(page):
    signature = builders.signature(page, State.WAITING)
    seen = signature.text_mark
    corrections.correct(signature.pk, ZOE)
    with pytest.raises(moderation.TextChanged):
        moderation.decide(signature.pk, State.PUBLISHED, by=builders.organiser(), seen_text=seen)
    assert fresh(signature).state == State.WAITING
    moderation.decide(signature.pk, State.PUBLISHED, by=builders.organiser(), seen_text=fresh(signature).text_mark)
    assert "Zoë Nguyễn" in wall(page)


def test_undoing_a_decision_publishes_no_text_that_was_corrected_since(page):
    signature = builders.signature(page, State.PUBLISHED)
    held = moderation.decide(signature.pk, State.HELD, by=builders.organiser(), seen=State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    with pytest.raises(moderation.TextChanged):
        moderation.undo(held.pk, by=builders.organiser())
    assert fresh(signature).state == State.HELD


# --- A published name: the old text stays ----------------------------------------------------------------------------


def test_a_corrected_published_name_waits_while_the_old_one_stays_up(page):
    signature = builders.signature(page, State.PUBLISHED)
    assert corrections.correct(signature.pk, ZOE) is Result.WAITS
    assert fresh(signature).state == State.PUBLISHED
    assert "Ada Lovelace" in wall(page)
    assert "Zoë" not in wall(page)
    correction = Correction.objects.get()
    assert (correction.old_name, correction.new_name, correction.outcome) == ("Ada Lovelace", "Zoë Nguyễn", "pending")


def test_publishing_a_correction_puts_the_new_text_on_the_wall_in_the_same_place(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    publish(Correction.objects.get())
    after = fresh(signature)
    assert after.full_name == "Zoë Nguyễn"
    assert after.published_at == signature.published_at
    shown = wall(page)
    assert "Zoë Nguyễn" in shown
    assert "Lovelace" not in shown
    assert set(SignatureWord.objects.values_list("word", flat=True)) == {"zoe", "nguyen", "unison"}


def test_keeping_the_old_text_leaves_the_wall_as_it_is(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    publish(Correction.objects.get(), Outcome.DECLINED)
    assert fresh(signature).full_name == "Ada Lovelace"
    assert not Correction.objects.pending().exists()


@pytest.mark.parametrize("outcome", [Outcome.APPLIED, Outcome.DECLINED])
def test_either_answer_can_be_undone(page, outcome):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    done = publish(Correction.objects.get(), outcome)
    corrections.undo(done.pk, by=builders.organiser())
    assert fresh(signature).full_name == "Ada Lovelace"
    assert "Ada Lovelace" in wall(page)
    assert Correction.objects.pending().get() == done


def test_an_answer_is_not_undone_once_its_signer_changed_the_text_again(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    done = publish(Correction.objects.get())
    corrections.correct(signature.pk, replace(ZOE, roles="GMB"))
    with pytest.raises(SettledMeanwhile):
        corrections.undo(done.pk, by=builders.organiser())


def test_of_two_corrections_the_newest_counts_and_an_answer_to_the_older_is_refused(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    first = Correction.objects.get()
    corrections.correct(signature.pk, replace(ZOE, roles="GMB"))
    with pytest.raises(SettledMeanwhile):
        publish(first)
    assert Correction.objects.get().new_roles == "GMB"
    assert fresh(signature).full_name == "Ada Lovelace"


def test_going_back_to_the_published_text_takes_the_correction_back(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    assert corrections.correct(signature.pk, builders.details()) is Result.DONE
    assert not Correction.objects.exists()


def test_whoever_may_not_moderate_settles_no_correction(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    correction = Correction.objects.get()
    for act in (lambda: publish(correction, by=builders.user("volunteer")), lambda: publish(correction, by=None)):
        with pytest.raises(PermissionDenied):
            act()


def test_a_second_answer_is_told_that_there_was_a_first(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    correction = Correction.objects.get()
    publish(correction)
    with pytest.raises(SettledMeanwhile):
        publish(correction, Outcome.DECLINED)


def test_the_log_of_a_correction_holds_no_name(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    publish(Correction.objects.get())
    entry = ModelLogEntry.objects.get(action="signatures.correction_publish")
    assert not [text for text in ("Zoë", "Ada", "Unison") if text in f"{entry.label} {entry.data}"]


# --- A published name: hidden until it is checked --------------------------------------------------------------------


def test_a_signer_may_hide_the_name_until_the_correction_is_checked(page):
    signature = builders.signature(page, State.PUBLISHED)
    assert corrections.correct(signature.pk, ZOE, hide=True) is Result.HIDDEN
    after = fresh(signature)
    assert (after.state, after.full_name) == (State.WAITING, "Zoë Nguyễn")
    assert "Lovelace" not in wall(page)
    assert not SignatureWord.objects.exists()
    made = Decision.objects.latest()
    assert (made.by_signer, made.from_state, made.to_state) == (True, State.PUBLISHED, State.WAITING)
    moderation.decide(signature.pk, State.PUBLISHED, by=builders.organiser())
    assert "Zoë Nguyễn" in wall(page)


def test_a_name_can_be_hidden_after_its_correction_was_left_to_wait(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    assert corrections.correct(signature.pk, ZOE, hide=True) is Result.HIDDEN
    assert fresh(signature).state == State.WAITING
    assert Correction.objects.get().outcome == Outcome.APPLIED


def test_a_signature_taken_down_by_staff_takes_its_waiting_correction_along(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    moderation.decide(signature.pk, State.HELD, by=builders.organiser(), seen=State.PUBLISHED)
    assert fresh(signature).full_name == "Zoë Nguyễn"
    assert not Correction.objects.pending().exists()


def test_a_withdrawn_signature_leaves_no_correction_waiting(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    correction = Correction.objects.get()
    own.withdraw(signature.pk)
    with pytest.raises(SettledMeanwhile):
        publish(correction)
    assert "Zoë" not in wall(page)


# --- Showing less, and more ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("display", "shown"), [(Display.INITIAL, "Ada L."), (Display.COUNT_ONLY, None)])
def test_showing_less_takes_effect_at_once(page, display, shown):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.show_less(signature.pk, display)
    after = fresh(signature)
    assert after.state == State.PUBLISHED
    assert "Lovelace" not in wall(page)
    assert (shown in wall(page)) if shown else ("Unite rep" not in wall(page))
    assert "lovelace" not in set(SignatureWord.objects.values_list("word", flat=True))
    assert "lovelace" not in after.wall_key
    assert Visitor().get(f"{page.url}count.json").json() == {"count": 1}


def test_count_me_only_withdraws_the_consent_to_publish_and_its_waiting_correction(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    corrections.show_less(signature.pk, Display.COUNT_ONLY)
    assert Consent.objects.get().withdrawn_at
    assert not Correction.objects.pending().exists()


def test_showing_less_is_not_undone_by_a_correction_that_waited_before(page):
    signature = builders.signature(page, State.PUBLISHED)
    corrections.correct(signature.pk, ZOE)
    corrections.show_less(signature.pk, Display.INITIAL)
    publish(Correction.objects.get())
    assert "Zoë N." in wall(page)
    assert "Nguyễn" not in wall(page)


def test_showing_less_never_shows_more(page):
    signature = builders.signature(page, State.PUBLISHED, display=Display.INITIAL)
    corrections.show_less(signature.pk, Display.FULL)
    assert fresh(signature).display == Display.INITIAL


def test_a_correction_that_also_shows_less_does_that_part_at_once(page):
    signature = builders.signature(page, State.PUBLISHED)
    assert corrections.correct(signature.pk, replace(ZOE, display=Display.INITIAL)) is Result.WAITS
    assert "Ada L." in wall(page)
    assert "Lovelace" not in wall(page)


def test_a_change_that_the_wall_does_not_show_needs_no_check(page):
    signature = builders.signature(page, State.PUBLISHED, display=Display.INITIAL)
    given = builders.details(last_name="Lowell", display=Display.INITIAL)
    assert corrections.correct(signature.pk, given) is Result.DONE
    assert fresh(signature).last_name == "Lowell"


@pytest.mark.parametrize("display", [Display.INITIAL, Display.FULL])
def test_a_name_that_was_only_counted_is_published_with_consent_and_after_a_check(page, display):
    signature = builders.signature(page, State.PUBLISHED, display=Display.COUNT_ONLY, publish_consent=False)
    with pytest.raises(ValueError, match="consent"):
        corrections.correct(signature.pk, builders.details(display=display, publish_consent=False))
    assert corrections.correct(signature.pk, builders.details(display=display)) is Result.WAITS
    consent = Consent.objects.active().get()
    assert (consent.channel, consent.wording) == (corrections.OWN_PAGE, page.version.publish_wording)
    assert "Ada" not in wall(page)
    publish(Correction.objects.get())
    assert "Ada L" in wall(page)


def test_an_initial_becomes_the_full_name_after_a_check_under_the_consent_that_stands(page):
    signature = builders.signature(page, State.PUBLISHED, display=Display.INITIAL)
    assert corrections.correct(signature.pk, builders.details(publish_consent=False)) is Result.WAITS
    assert Consent.objects.count() == 1
    assert "Lovelace" not in wall(page)
    publish(Correction.objects.get())
    assert "Ada Lovelace" in wall(page)


def test_declining_more_leaves_the_count_as_it_is(page):
    signature = builders.signature(page, State.PUBLISHED, display=Display.COUNT_ONLY, publish_consent=False)
    corrections.correct(signature.pk, builders.details())
    publish(Correction.objects.get(), Outcome.DECLINED)
    assert "Ada" not in wall(page)
    assert Visitor().get(f"{page.url}count.json").json() == {"count": 1}
