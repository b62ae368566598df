"""What crawlers are told."""

import pytest


def test_crawlers_are_kept_from_what_is_private_and_led_to_the_pages(client, settings):
    settings.BASE_URL = "https://campaign.example.org"

    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /my-signature/", "Disallow: /sign/"} <= set(lines)
    assert lines[-1] == "Sitemap: https://campaign.example.org/sitemap.xml"


@pytest.mark.parametrize("path", ["/statement/", "/statement/signatures/"])
def test_the_wall_may_be_visited_so_that_its_wish_not_to_be_indexed_is_read(client, path):
    from urllib.robotparser import RobotFileParser

    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())

    assert rules.can_fetch("*", path)
    assert not rules.can_fetch("*", "/my-signature/token/")


def test_it_is_only_read(client):
    assert client.post("/robots.txt").status_code == 405
