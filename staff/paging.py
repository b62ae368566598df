"""Pages of lists that may be of any length: counted up to a limit, and gone through beyond it."""

from functools import cached_property

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

COUNTED = 2_000
MOST_PAGES = 2_000  # whoever wants to go further narrows the list


def collected_first(rows: QuerySet) -> QuerySet:
    """The same rows in the same order, which is put in words that no index answers to."""
    columns = [(F(name.removeprefix("-")), name.startswith("-")) for name in rows.query.order_by]
    return rows.order_by(*(OrderBy(Coalesce(column, column), descending=down) for column, down in columns))


class LongPage(Page):
    """A page that knows by a look ahead whether another follows."""

    def __init__(self, rows, number: int, paginator: Paginator, *, goes_on: bool) -> None:
        super().__init__(rows, number, paginator)
        self.goes_on = goes_on

    def has_next(self) -> bool:
        return self.goes_on


class LongPaginator(Paginator):
    """`count` rows are there, and more than these when `is_more`: beyond `COUNTED` nobody waits for a number.

    Which rows a page has is asked first, and only of theirs is read what is shown: on page 400 too.

    `sought` rows are picked out of very many by words: as long as they can be counted, they are collected and then
    sorted. Left to itself the database may rather walk the whole table in the list's order, and meet them one by one.
    """

    def __init__(self, object_list, per_page: int, *, sought: bool = False) -> None:
        super().__init__(object_list, per_page)
        self.sought = sought

    @cached_property
    def _found(self) -> int:
        return self.object_list.order_by()[: COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._found, COUNTED)

    @property
    def is_more(self) -> bool:
        return self._found > COUNTED

    def validate_number(self, number) -> int:
        if self.is_more and str(number).isdecimal() and self.num_pages < int(number) <= MOST_PAGES:
            return int(number)
        return super().validate_number(number)

    def page(self, number) -> LongPage:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows = self._rows(first, first + self.per_page + 1)
        if not rows and number > 1:
            raise EmptyPage(self.error_messages["no_results"])
        goes_on = len(rows) > self.per_page and number < MOST_PAGES
        return LongPage(rows[: self.per_page], number, self, goes_on=goes_on)

    def _rows(self, first: int, end: int) -> list:
        wanted = collected_first(self.object_list) if self.sought and not self.is_more else self.object_list
        numbers = list(wanted.values_list("pk", flat=True)[first:end])
        return list(self.object_list.filter(pk__in=numbers))

    def get_page(self, number) -> LongPage:
        """The page of this number; the first for what is none, the last that was counted for what lies beyond."""
        try:
            return super().get_page(number)
        except EmptyPage:
            return self.page(self.num_pages if self.num_pages > 1 else 1)
