"""Every mail of the site on the narrowest phone, by day and by night: nothing is cut off, and everybody can read it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import NARROWEST
from tests.mail_samples import rolled_back

pytestmark = pytest.mark.browser

GROUND = {"light": "rgb(255, 253, 249)", "dark": "rgb(23, 19, 18)"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", GROUND)
def test_no_mail_is_cut_off_or_hard_to_read(chromium, scheme):
    page = chromium.new_page(viewport={"width": NARROWEST, "height": 640}, color_scheme=scheme)
    seen = 0
    for sample in rolled_back():
        if not sample.html:
            continue
        page.set_content(sample.html)
        ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        faults = [fault["id"] for fault in Axe().run(page, options=RULES).response["violations"]]
        assert (ground, faults) == (GROUND[scheme], []), sample.name
        assert wide <= NARROWEST, sample.name
        seen += 1
    page.close()
    assert seen > 15
