"""A site behind a web server is told to say so."""

import pytest

from public_forms.checks import visitors_are_told_apart


@pytest.mark.parametrize(
    ("base_url", "proxies", "warned"),
    [
        ("https://www.example.org", 0, ["public_forms.W001"]),
        ("https://www.example.org", [], ["public_forms.W001"]),
        ("https://www.example.org", 1, []),
        ("http://127.0.0.1:8000", 0, []),
    ],
)
def test_https_without_a_proxy_of_ours_is_a_slip(settings, base_url, proxies, warned):
    settings.BASE_URL, settings.TRUSTED_PROXIES = base_url, proxies
    assert [warning.id for warning in visitors_are_told_apart(None)] == warned
