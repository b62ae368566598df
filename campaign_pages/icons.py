"""The icons that editors choose from: cuts for pages (img/cuts.svg), strokes on a square of 48 units for lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Icon(models.TextChoices):
    PEN = "pen", _("Pen: sign")
    MEGAPHONE = "megaphone", _("Megaphone: share")
    LETTER = "letter", _("Letter: write to somebody")
    MOTION = "motion", _("Paper with a tick: move a motion")
    MICROPHONE = "microphone", _("Microphone: speak")
    DOOR = "door", _("Open door: set people free")
    SPEECH = "speech", _("Speech bubbles: talk to us")
    PLACARD = "placard", _("Placard: protest")
    CALENDAR = "calendar", _("Calendar: meet up")
    CLIPBOARD = "clipboard", _("Clipboard: collect names")
    FRAME = "frame", _("Picture frame: your profile picture")
    ARROW = "arrow", _("Arrow: go on")


# What the pen draws for each, as the data of one SVG path.
STROKES = {
    Icon.PEN: "M7 41l3-12L33 6l9 9-23 23-12 3zM27 12l9 9M23 42h19",
    Icon.MEGAPHONE: "M6 19v10h8l22 10V9L14 19zM14 19v10M17 31l3 11h7l-3-8M42 19v10",
    Icon.LETTER: "M4 10h40v28H4zM4 11l20 16 20-16",
    Icon.MOTION: "M35 25V5H8v38h12M15 14h13M15 22h13M15 30h6M25 36l7 7 13-15",
    Icon.MICROPHONE: "M18 5h12v22H18zM10 21v13h28V21M24 34v9M14 43h20",
    Icon.DOOR: "M10 43V5h28v38M4 43h40M10 5l16 7v36l-16-5M20 27v5",
    Icon.SPEECH: "M4 6h28v19H16l-8 8v-8H4zM38 17h6v19h-4v7l-8-7H18v-5",
    Icon.PLACARD: "M6 5h36v22H6zM24 27v17M14 13h20M14 19h12",
    Icon.CALENDAR: "M5 10h38v32H5zM5 19h38M15 4v10M33 4v10M14 27h6M28 27h6M14 34h6",
    Icon.CLIPBOARD: "M8 9h32v35H8zM17 4h14v9H17zM15 22h18M15 29h18M15 36h11",
    Icon.FRAME: "M5 5h38v38H5zM12 36c2-7 7-9 12-9s10 2 12 9M19 16h10v9H19z",
    Icon.ARROW: "M5 24h36M27 9l15 15-15 15",
}

# What is in img/cuts.svg: a cut for each icon that an action may have, and those that pages use by themselves.
CUTS = {icon.value for icon in Icon if icon is not Icon.ARROW} | {"news", "swallow"}
