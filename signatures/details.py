"""What a signer tells us of themselves, in one value that travels from a form to the services. Pure."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from signatures import names


class Display(StrEnum):
    """How a signature is shown on the wall."""

    FULL = "full"
    INITIAL = "initial"
    COUNT_ONLY = "count_only"


def public_name(first_name: str, last_name: str, display: str) -> str:
    """The name as the wall shows it: "Ada Lovelace", "Ada L." or, for those who are only counted, nothing."""
    if display == Display.COUNT_ONLY:
        return ""
    last = names.initial(last_name) if display == Display.INITIAL else last_name
    return f"{first_name} {last}".strip()


def text_mark(*texts: str) -> str:
    """A short mark of names, roles and display: another one means that another text was on the screen."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


# From the one that says most to the one that says nothing.
WIDEST_FIRST = (Display.FULL, Display.INITIAL, Display.COUNT_ONLY)


def narrower(display: str) -> tuple[Display, ...]:
    """The ways to show a signature that say less than `display`."""
    return WIDEST_FIRST[WIDEST_FIRST.index(Display(display)) + 1 :]


@dataclass(frozen=True)
class Details:
    """Names and roles as they should be printed, how to show them, and the two ticks of the form."""

    first_name: str
    last_name: str
    roles: str
    display: Display
    publish_consent: bool
    keep_in_touch: bool

    @property
    def printed(self) -> tuple[str, str]:
        """What the wall would show: the name and, unless it is only counted, the roles."""
        name = public_name(self.first_name, self.last_name, self.display)
        return name, self.roles if name else ""

    @property
    def wall_key(self) -> str:
        """What the wall sorts by: only what it also shows, so that an initial stays an initial."""
        if self.display == Display.COUNT_ONLY:
            return ""
        last = names.initial(self.last_name) if self.display == Display.INITIAL else self.last_name
        return names.sort_key(self.first_name, last)[:160]

    @property
    def name_key(self) -> str:
        """Equal for names that are the same in any order, letter case and accents: 16 characters."""
        return name_key(self.first_name, self.last_name)


def name_key(first_name: str, last_name: str) -> str:
    """What two spellings of one name share: "Ada Lovelace", "LOVELACE, Ada" and "Áda Lovelace" are one."""
    folded = " ".join(sorted(names.words(f"{first_name} {last_name}")))
    return hashlib.blake2b(folded.encode(), digest_size=8).hexdigest()
