"""What stands on a page's card. No drawing, no request."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from home.metadata import nearest
from home.models import SiteSettings

# Raise it when cards look different, or caches keep the old look.
EDITION = 1
WIDTH, HEIGHT = 1200, 630
DAY, NIGHT = "day", "night"
COUNT_SECONDS = 300
# Up to the first number of each row a count is shown in steps of the second.
STEPS = ((100, 1), (1_000, 10), (10_000, 100), (100_000, 1_000))
LARGEST_STEP = 10_000


@dataclass(frozen=True)
class Card:
    """`figure` and `label` are the count and its words; both are empty for a page without one."""

    title: str
    kicker: str
    campaign: str
    look: str
    figure: str = ""
    label: str = ""

    @property
    def digest(self) -> str:
        """Changes with whatever the picture shows, so that its address can be kept for ever."""
        return hashlib.sha256(repr((EDITION, *astuple(self))).encode()).hexdigest()[:20]

    @property
    def words(self) -> str:
        """The card for people who can't see it."""
        said = [self.title]
        if self.figure:
            said.append(f"{self.figure} {self.label}")
        return ". ".join([*said, self.campaign])


def card_of(page: Page, site: SiteSettings, trail: Sequence[Page] = ()) -> Card:
    """The card of a page; `trail` is the way down to it from the home page, both included.

    Page types say by their fields what belongs on it: `headline`, `kicker`, `look`, `signature_count`.
    """
    above = [each.specific for each in reversed(trail[1:-1])]
    number = _count(page)
    return Card(
        title=getattr(page, "headline", "") or page.title,
        kicker=getattr(page, "kicker", "") or (above[0].title if above else ""),
        campaign=site.campaign_name,
        look=nearest((page, *above), "look") or DAY,
        figure=figure(number) if number else "",
        label=ngettext("has signed", "have signed", number) if number else "",
    )


def in_steps(number: int) -> int:
    """`number`, rounded down to a step: so a card is made anew now and then, and not with each signature."""
    step = next((step for below, step in STEPS if number < below), LARGEST_STEP)
    return number - number % step


def figure(number: int) -> str:
    """The count as a card shows it: exact while it is small."""
    shown = in_steps(number)
    return intcomma(shown) if shown < STEPS[0][0] else _("%(number)s+") % {"number": intcomma(shown)}


def _count(page: Page) -> int:
    """How many have signed the statement that this page is, or that it asks visitors to sign."""
    statement = page if hasattr(page, "signature_count") else getattr(page, "statement", None)
    if statement is None or not statement.live:
        return 0
    found = statement.specific
    # An older number for a while: what is asked for thousands of times a minute is then made twelve times an hour.
    return cache.get_or_set(f"card-count:{found.pk}", lambda: found.signature_count, COUNT_SECONDS)
