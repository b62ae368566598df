"""How `names` and `addresses` refuse a text. Pure: standard library only."""

from collections.abc import Mapping
from typing import ClassVar

gettext_noop = str  # marks a text for translation; the form that shows it translates it


class Refusal(ValueError):
    """Text that can't be taken: `code` is a key of `messages`, `message` is what to show beside the field."""

    messages: ClassVar[Mapping[str, str]]

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = self.messages[code]

    def __str__(self) -> str:
        return self.message
