"""A signature knows which network its form came from, as a hash that changes daily and goes within 30 days."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from signatures.models import Signature
from signatures.services.retention import purge
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor

pytestmark = pytest.mark.django_db

CANARY = "203.0.113.77"


def signed(page, address: str, **fields) -> Signature:
    data = builders.form_data(page, **fields)
    assert Visitor().client.post(f"/sign/{page.pk}/", data, REMOTE_ADDR=address).status_code == 303
    return Signature.objects.latest("pk")


def test_people_of_one_network_have_one_hash_and_others_another(page):
    first = signed(page, CANARY, email="a@example.org")
    second = signed(page, CANARY, email="b@example.org")
    third = signed(page, "203.0.113.78", email="c@example.org")
    assert first.network_hash == second.network_hash != third.network_hash
    assert len(first.network_hash) == len(third.network_hash) == 32
    assert set(Signature.objects.from_network(first.network_hash)) == {first, second}


def test_an_empty_hash_is_nobodys_network(page):
    builders.signature(page)
    assert not Signature.objects.from_network("").exists()


def test_signing_again_before_confirming_keeps_the_newest_network(page):
    signature = signed(page, CANARY)
    old = signature.network_hash
    assert signed(page, "203.0.113.78").network_hash != old


def test_a_header_that_no_proxy_of_ours_wrote_changes_nothing(page):
    first = signed(page, CANARY, email="a@example.org")
    data = builders.form_data(page, email="b@example.org")
    Visitor().client.post(f"/sign/{page.pk}/", data, REMOTE_ADDR=CANARY, headers={"X-Forwarded-For": "198.51.100.4"})
    assert Signature.objects.latest("pk").network_hash == first.network_hash


def test_the_network_itself_is_stored_nowhere(page):
    signed(page, CANARY)
    models = apps.get_models(include_auto_created=True)
    assert CANARY not in str([list(model._base_manager.values_list()) for model in models])


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.WAITING, State.PUBLISHED, State.WITHDRAWN])
def test_the_hash_is_gone_within_30_days_whatever_became_of_the_signature(page, state):
    signature = builders.signature(page, state, network_hash="a" * 32)
    purge(timezone.now() + timedelta(days=27))
    kept = Signature.objects.filter(pk=signature.pk).values_list("network_hash", flat=True).first()
    assert kept in {"a" * 32, None}  # unconfirmed ones are gone altogether by then
    purge(timezone.now() + timedelta(days=29))
    assert not Signature.objects.exclude(network_hash="").exists()
    assert Signature.objects.exists() is (state != State.UNCONFIRMED)


def test_a_dry_run_counts_the_hashes_and_leaves_them(page):
    def hashes(**how) -> int:
        purged = purge(timezone.now() + timedelta(days=29), **how)
        return next(each.number for each in purged if each.what == "hashes of networks")

    builders.signature(page, network_hash="a" * 32)
    assert hashes(dry_run=True) == 1
    assert hashes() == 1
    assert hashes() == 0
