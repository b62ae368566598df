"""What pages tell their readers of the rules that the site keeps."""

from django import template

from personal_data import retention

register = template.Library()


@register.simple_tag
def kept_periods() -> list[retention.Period]:
    """Every line of what is kept and for how long: `{% kept_periods as periods %}`."""
    return retention.periods()
