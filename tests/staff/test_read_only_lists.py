"""No list of ours offers what the stock pages of `wagtail_modeladmin` would: exports, guesses, forms that write."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from wagtail import hooks
from wagtail_modeladmin.options import ModelAdmin

from staff.models import User
from staff.read_only_lists import ReadOnlyAdmin, ReadOnlyIndexView
from tests import builders

pytestmark = pytest.mark.django_db


def registered() -> dict[str, ModelAdmin]:
    """Every list that the admin knows, by its model's name: its addresses lead to its own methods."""
    found = {}
    for register in hooks.get_hooks("register_admin_urls"):
        for url in register():
            owner = getattr(getattr(url, "callback", None), "__self__", None)
            if isinstance(owner, ModelAdmin):
                found[owner.opts.label_lower] = owner
    return found


LISTS = registered()
every_list = pytest.mark.parametrize("shown", LISTS.values(), ids=LISTS.keys())


@pytest.fixture
def superuser(client):
    client.force_login(User.objects.create_superuser("root@example.org", builders.PASSWORD))
    return client


def test_the_lists_are_found():
    assert {"signatures.signature", "enquiries.enquiry", "outbox.message", "background.job"} <= LISTS.keys()


@every_list
def test_every_list_is_one_that_only_shows(shown):
    assert isinstance(shown, ReadOnlyAdmin)
    assert issubclass(shown.index_view_class, ReadOnlyIndexView)


@every_list
@pytest.mark.parametrize("kind", ["csv", "xlsx", "", "x"])
def test_nobody_gets_the_stock_spreadsheet(superuser, shown, kind):
    answer = superuser.get(shown.url_helper.index_url, {"export": kind}, follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]


@every_list
@pytest.mark.parametrize("condition", ["pk__lt=0", "pk__startswith=x", "nonsense=1", "e=1"])
def test_a_condition_that_is_none_of_its_filters_changes_nothing(superuser, shown, condition):
    plain = superuser.get(shown.url_helper.index_url)
    asked = superuser.get(f"{shown.url_helper.index_url}?{condition}")
    assert asked.status_code == plain.status_code == 200
    assert str(asked.context["view"].queryset.query) == str(plain.context["view"].queryset.query)


@every_list
@pytest.mark.parametrize("action", ["create", "edit", "delete", "history", "choose_parent"])
def test_no_stock_form_has_an_address(superuser, shown, action):
    with pytest.raises(NoReverseMatch):
        shown.url_helper.get_action_url(action, 1)
    for address in (f"{shown.url_helper.index_url}{action}/", f"{shown.url_helper.index_url}{action}/1/"):
        assert (superuser.get(address).status_code, superuser.post(address).status_code) == (404, 404)


@every_list
def test_each_list_asks_who_may_read_it(shown):
    assert shown.may_read(builders.user("admin", "admin@example.org"))
    assert not shown.may_read(builders.user("volunteer", "volunteer@example.org"))
    assert not shown.may_read(AnonymousUser())


@every_list
def test_numbers_that_are_none_are_not_found(superuser, shown):
    for odd in ("abc", "0", "999999", "9" * 40, "1_2", "-1", "²"):
        assert superuser.get(f"{shown.url_helper.index_url}inspect/{odd}/").status_code == 404


@every_list
def test_who_may_not_read_learns_nothing_of_which_numbers_exist(client, shown):
    client.force_login(builders.user("volunteer", "volunteer@example.org"))
    answers = {client.get(f"{shown.url_helper.index_url}inspect/{number}/").status_code for number in ("1", "abc")}
    assert answers == ({302} if shown.inspect_view_enabled else {404})


def test_the_way_to_the_next_page_keeps_every_condition(rf):
    page = Paginator(range(30), 10).page(2)
    request = rf.get("/list/", {"q": "a & b", "state": "held", "p": "2"})
    shown = render_to_string("staff/list_pages.html", {"page": page}, request)
    assert 'href="?q=a+%26+b&amp;state=held&amp;p=1" rel="prev"' in shown
    assert 'href="?q=a+%26+b&amp;state=held&amp;p=3" rel="next"' in shown
    assert "Page 2 of 3" in shown
