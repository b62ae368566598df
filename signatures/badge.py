"""The measures of the badge: an image can't ask the browser how wide its words will be."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import get_language_bidi, gettext, ngettext

HEIGHT = 40
PADDING = 12
NUMBER_SIZE, LABEL_SIZE = 22, 15
NARROW, WIDE = set(" ,.'|ijlI1"), set("mwMW%@")


@dataclass(frozen=True)
class Badge:
    """Two boxes of text side by side: the number, and what it counts. Browsers fit the text to these widths.

    `turned` is for a language that is read from right to left: the number comes first there too.
    """

    number: str
    label: str
    title: str
    number_width: int
    label_width: int
    turned: bool = False

    @classmethod
    def of(cls, title: str, count: int) -> "Badge":
        number = str(intcomma(count))
        label = ngettext("person has signed", "people have signed", count)
        words = gettext("%(number)s %(label)s: %(title)s") % {"number": number, "label": label, "title": title}
        widths = _width(number, NUMBER_SIZE), _width(label, LABEL_SIZE)
        return cls(number, label, words, *widths, turned=get_language_bidi())

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def number_box(self) -> int:
        return self.number_width + 2 * PADDING

    @property
    def label_box(self) -> int:
        return self.label_width + 2 * PADDING

    @property
    def width(self) -> int:
        return self.number_box + self.label_box

    @property
    def number_at(self) -> int:
        return self.label_box if self.turned else 0

    @property
    def number_x(self) -> int:
        """The middle of the number's box."""
        return self.number_at + self.number_box // 2

    @property
    def label_x(self) -> int:
        """The middle of the label's box."""
        return self.label_box // 2 + (0 if self.turned else self.number_box)


def _width(text: str, size: int) -> int:
    """Near enough for any sans serif in bold, by three classes of letters."""
    ems = sum(0.32 if letter in NARROW else 0.88 if letter in WIDE else 0.6 for letter in text)
    return round(ems * size)
