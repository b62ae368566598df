"""The frames that come with the site, drawn by `scripts/draw_frames.py`."""

from dataclasses import dataclass

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class StarterFrame:
    """A frame of the starter set, with the same names as an uploaded one."""

    name: str
    title: str | Promise
    alt_text: str | Promise

    @property
    def url(self) -> str:
        return static(f"img/frames/{self.name}.png")

    @property
    def look_url(self) -> str:
        """The same frame as a drawing of a tenth of the bytes: to choose from, and to look at without a photo."""
        return static(f"img/frames/{self.name}.svg")


STARTER_SET = {
    frame.name: frame
    for frame in (
        StarterFrame(
            "ring",
            _("Free movement for every worker"),
            _("A portrait in a red ring that says “Free movement for every worker”."),
        ),
        StarterFrame(
            "banner",
            _("Free movement, on a banner"),
            _("A portrait behind a red banner that says “Free movement”."),
        ),
        StarterFrame(
            "signed",
            _("I signed, add your name"),
            _("A portrait in a white ring that says “I signed. Add your name”."),
        ),
        StarterFrame(
            "night",
            _("Close every detention centre"),
            _("A portrait in a black ring that says “Close every detention centre”."),
        ),
    )
}
