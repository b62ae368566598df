"""Words in braces, replaced from a fixed list. Never `str.format`: that would let a text reach into objects."""

import re
from collections.abc import Iterable, Mapping
from html import escape

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

BRACED = re.compile(r"\{([^{}]*)\}")


class Placeholders:
    """The braced words that one kind of text may use."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __str__(self) -> str:
        """As a writer types them: "{title}, {campaign}"."""
        return ", ".join(f"{{{name}}}" for name in self.names)

    @property
    def help_text(self) -> str:
        return format_lazy(_("You may use {list}; the site puts in the real words."), list=str(self))

    def unknown(self, text: str) -> list[str]:
        """The braced words of `text` that are none of these."""
        return [word for word in BRACED.findall(text) if word not in self.names]

    def errors_in(self, instance: Model, fields: Iterable[str]) -> dict[str, ValidationError]:
        """For a model's `clean`: what its writer is told of each field that holds an unknown word."""
        message = _("{%(word)s} is not one of the words we can replace: %(known)s.")
        unknown = {field: self.unknown(str(getattr(instance, field))) for field in fields}
        return {
            field: ValidationError(message, params={"word": words[0], "known": str(self)})
            for field, words in unknown.items()
            if words
        }


def fill(text: str, values: Mapping[str, str]) -> str:
    """Plain `text` with each known placeholder replaced; anything else in braces stays as it was typed."""
    return BRACED.sub(lambda found: values.get(found[1], found[0]), text)


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """As `fill`, on one line: for a subject, or words to pass on."""
    return " ".join(fill(text, values).split())


def fill_paragraphs(text: str, values: Mapping[str, str]) -> list[str]:
    """As `fill`, in paragraphs: an empty line begins a new one."""
    return [paragraph.strip() for paragraph in fill(text, values).split("\n\n") if paragraph.strip()]


def fill_html(html: str, values: Mapping[str, str]) -> str:
    """As `fill`, for HTML: the values are escaped."""
    return fill(html, {name: escape(value) for name, value in values.items()})
