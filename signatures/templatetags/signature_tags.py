"""How pages of other apps show signatures without importing this one."""

from django import template

from signatures import counts, presentation
from signatures.models import StatementPage

register = template.Library()


@register.simple_tag
def signature_count(statement: StatementPage | None) -> int:
    """How many have signed, as `count.json` says it."""
    return counts.signature_count(statement) if statement else 0


@register.simple_tag
def newest_signatures(statement: StatementPage | None, number: int = 12) -> list:
    """The latest signatures on the wall, each with `public_name` and `roles`."""
    return list(presentation.newest_signatures(statement, number)) if statement else []


@register.simple_tag
def look_of(statement: StatementPage) -> str:
    """The look of the campaign that the statement belongs to: `{% look_of statement as look %}`."""
    return presentation.look_of(statement)
