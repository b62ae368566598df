"""What is on, for public pages and for the staff."""

from django import template

from switches import permissions, present

register = template.Library()


@register.simple_tag
def site_notice() -> str:
    """The notice that stands on every public page; empty while there is none."""
    return present.on().notice


@register.inclusion_tag("switches/alarm.html", takes_context=True)
def switches_alarm(context: dict) -> dict:
    """The red line on every page of the admin, for those who have to know."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated or not permissions.is_told_of_switches(user):
        return {"names": ()}
    return {"names": present.on().names, "may_turn": permissions.can_use_switches(user)}
