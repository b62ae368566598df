"""The style guide shows each component, and only to those who work on the site."""

import re

import pytest
from bs4 import BeautifulSoup

from campaign_pages.icons import CUTS
from config.paths import ROOT_DIR
from home import starter, styleguide

pytestmark = pytest.mark.django_db


def test_it_is_not_found_on_a_real_site(client, settings):
    settings.LOCAL_RUN = False
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.slow
def test_it_shows_fields_in_every_state_and_each_block(client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    starter.load()
    page = BeautifulSoup(client.get("/styleguide/").content, "html.parser")

    assert len(page.select(".guide-forms .field")) == 3 * len(styleguide.SampleForm.base_fields)
    assert page.select(".guide-forms select[aria-invalid=true]")
    assert page.select(".guide-forms .errors a")
    assert page.select(".suggestion")
    assert len(page.select(".acts li")) == 14
    assert [label.get_text() for label in page.select(".guide-label")] == [
        str(label) for label, _html in styleguide.block_samples()
    ]


def test_it_shows_every_cut_that_there_is():
    assert set(styleguide.CUTS) == CUTS


def test_its_colours_are_those_of_the_tokens():
    tokens = (ROOT_DIR / "site/static/css/tokens.css").read_text()
    for name in (*styleguide.COLOURS, *styleguide.SIZES, *styleguide.SPACES):
        assert re.search(rf"--{name}:", tokens), name
