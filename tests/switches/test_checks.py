"""A switch is turned for everybody only where all processes share a cache."""

import pytest

from switches.checks import processes_share_a_cache


@pytest.mark.parametrize(
    ("backend", "warned"),
    [
        ("locmem.LocMemCache", ["switches.W001"]),
        ("dummy.DummyCache", ["switches.W001"]),
        ("filebased.FileBasedCache", []),
        ("redis.RedisCache", []),
    ],
)
def test_a_cache_of_each_process_for_itself_is_warned_of(settings, backend, warned):
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}
    assert [warning.id for warning in processes_share_a_cache(None)] == warned
