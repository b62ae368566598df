"""Long lists: counted as far as anybody reads, never wrongly, and gone through to their end."""

import pytest
from django.core.paginator import EmptyPage

from staff import paging
from staff.models import User
from staff.paging import LongPaginator
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def seven(monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 4)
    return [builders.user("moderator", f"m{number}@example.org") for number in range(7)]


def pages(limit: int | None = None) -> LongPaginator:
    rows = User.objects.order_by("email")
    return LongPaginator(rows.filter(pk__in=rows[:limit]) if limit else rows, 2)


@pytest.mark.parametrize(
    ("rows", "count", "is_more", "num_pages"), [(3, 3, False, 2), (4, 4, False, 2), (5, 4, True, 2)]
)
def test_it_counts_to_its_limit_and_says_when_there_are_more(seven, rows, count, is_more, num_pages):
    paginator = pages(rows)
    assert (paginator.count, paginator.is_more, paginator.num_pages) == (count, is_more, num_pages)


def test_every_row_is_on_a_page_beyond_the_limit_too(seven):
    shown, number = [], 1
    while number:
        page = pages().get_page(number)
        shown += page.object_list
        number = page.next_page_number() if page.has_next() else None
    assert shown == seven


@pytest.mark.parametrize(
    ("asked", "got"), [("x", 1), ("0", 2), ("4", 4), ("5", 2), ("9" * 30, 2), ("-1", 2), ("²", 1), ("", 1)]
)
def test_whatever_is_asked_for_some_page_is_shown(seven, asked, got):
    assert pages().get_page(asked).number == got


@pytest.mark.parametrize("order", [("email",), ("-email", "pk"), ("is_active", "-pk")])
@pytest.mark.parametrize("counted", [4, 10])
def test_what_is_sought_comes_in_the_same_order(seven, monkeypatch, order, counted):
    monkeypatch.setattr(paging, "COUNTED", counted)
    rows = User.objects.order_by(*order)
    paginator = LongPaginator(rows, 2, sought=True)
    assert [row for number in (1, 2, 3, 4) for row in paginator.page(number)] == list(rows)


def test_a_page_that_is_not_there_is_refused_to_who_wants_exactly_it(seven):
    with pytest.raises(EmptyPage):
        pages().page(5)
    with pytest.raises(EmptyPage):
        pages(3).page(3)


def test_nobody_pages_without_end(seven, monkeypatch):
    monkeypatch.setattr(paging, "MOST_PAGES", 3)
    assert not pages().get_page(3).has_next()
    assert pages().get_page(4).number == 2


def test_an_empty_list_has_one_empty_page():
    page = LongPaginator(User.objects.order_by("email"), 2).get_page("7")
    assert (page.number, list(page), page.has_next(), page.paginator.is_more) == (1, [], False, False)
