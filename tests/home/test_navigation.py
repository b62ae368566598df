"""The menus: which pages they list, and what they cost."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from campaign_pages.models import InformationPage
from home.models import SiteSettings
from tests import builders

pytestmark = pytest.mark.django_db


def page(title: str, parent=None, **fields) -> InformationPage:
    parent = parent or builders.home()
    return parent.add_child(instance=InformationPage(title=title, slug=title.lower(), **fields))


def menu(which: str, current=None) -> list:
    context = Context({"request": RequestFactory().get("/", headers={"host": "testserver"}), "page": current})
    Template(f"{{% load navigation_tags %}}{{% {which} as pages %}}").render(context)
    return context["pages"]


def titles(which: str) -> list[str]:
    return [item.title for item in menu(which)]


def choose_for_footer(*pages) -> None:
    settings = SiteSettings.for_site(Site.objects.get())
    settings.footer_pages = [("page", chosen) for chosen in pages]
    settings.save()


def test_the_main_menu_lists_published_pages_that_editors_put_there_in_their_order():
    page("Second", show_in_menus=True)
    page("Draft", show_in_menus=True, live=False)
    page("Elsewhere", show_in_menus=False)
    third = page("Third", show_in_menus=True)
    page("Deep", parent=third, show_in_menus=True)

    assert titles("main_navigation") == ["Second", "Third"]


def test_the_footer_lists_information_that_the_main_menu_leaves_out():
    page("About", show_in_menus=True)
    page("Privacy")
    page("Draft", live=False)
    builders.statement()

    assert titles("footer_navigation") == ["Privacy"]


def test_the_footer_lists_what_the_settings_choose_in_that_order():
    about, privacy = page("About"), page("Privacy")
    choose_for_footer(privacy, page("Draft", live=False), about)

    assert titles("footer_navigation") == ["Privacy", "About"]


def test_a_chosen_page_that_was_deleted_leaves_the_footer():
    about, privacy = page("About"), page("Privacy")
    choose_for_footer(privacy, about)
    privacy.delete()

    assert titles("footer_navigation") == ["About"]


def test_private_pages_are_in_no_menu():
    secret = page("Secret", show_in_menus=True)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)

    assert titles("main_navigation") == []


def test_a_page_is_current_on_itself_and_on_what_stands_beneath_it():
    about = page("About", show_in_menus=True)
    page("Privacy", show_in_menus=True)
    below = page("People", parent=about)

    assert [item.is_current for item in menu("main_navigation", current=about)] == [True, False]
    assert [item.is_current for item in menu("main_navigation", current=below)] == [True, False]
    assert [item.is_current for item in menu("main_navigation")] == [False, False]


@pytest.mark.parametrize("which", ["main_navigation", "footer_navigation"])
def test_an_error_page_without_a_site_has_empty_menus(which):
    Site.objects.all().delete()

    assert menu(which) == []
    assert Template(f"{{% load navigation_tags %}}{{% {which} as pages %}}{{{{ pages }}}}").render(Context()) == "[]"


@pytest.mark.parametrize("which", ["main_navigation", "footer_navigation"])
def test_ten_pages_cost_as_many_queries_as_one(which):
    def queries() -> int:
        assert all(item.url for item in menu(which))  # caches what is kept between requests
        with CaptureQueriesContext(connection) as captured:
            assert all(item.url for item in menu(which))
        return len(captured)

    shown = which == "main_navigation"
    page("First", show_in_menus=shown)
    with_one = queries()
    for number in range(10):
        page(f"Page{number}", show_in_menus=shown)

    assert len(menu(which)) == 11
    assert queries() == with_one <= 4


def test_ten_chosen_pages_cost_as_many_queries_as_one(django_assert_max_num_queries):
    choose_for_footer(*[page(f"Page{number}") for number in range(10)])
    menu("footer_navigation")

    with django_assert_max_num_queries(3):
        assert len(menu("footer_navigation")) == 10
