"""A page that is sent as it was opened counts as unchanged: an approval of it is final, and makes no new revision."""

import pytest
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page

from campaign_pages.models import NewsPage
from home import starter
from tests import builders

pytestmark = pytest.mark.django_db


def hidden_initials(page: Page, role: str) -> dict[str, bool]:
    """The fields of a page's editor, and whether Django wants a hidden field beside each, which Wagtail never draws."""
    form_class = get_edit_handler(type(page)).get_form_class()
    form = form_class(instance=page, parent_page=page.get_parent().specific, for_user=builders.user(role))
    return {name: field.show_hidden_initial for name, field in form.fields.items()}


def test_no_field_of_any_page_counts_as_changed_by_itself(settings):
    settings.BASE_URL = "http://testserver"
    starter.load()
    kinds = {type(page.specific): page.specific for page in Page.objects.filter(depth__gt=1)}

    wanted = {kind.__name__: hidden_initials(page, "organiser") for kind, page in kinds.items()}

    assert NewsPage.__name__ in wanted
    assert [(kind, name) for kind, fields in wanted.items() for name, hidden in fields.items() if hidden] == []
