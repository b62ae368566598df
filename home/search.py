"""Search over what is published. What is asked is neither kept nor logged."""

import unicodedata
from dataclasses import dataclass
from typing import Self

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.http import urlencode
from wagtail.models import Page, Site

PAGE_SIZE = 10
MAX_LENGTH = 100
MAX_WORDS = 8


@dataclass(frozen=True)
class SearchRequest:
    """What a visitor asked for; query keys that mean nothing here are ignored."""

    query: str = ""
    page: str = "1"

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        return cls(query=query.get("q", "").strip()[:MAX_LENGTH].strip(), page=query.get("page", "1"))

    @property
    def words(self) -> str:
        """What is looked for: letters, marks and numbers, since the rest means something else to each database.

        No more words than anybody types, so that no question is dear to answer.
        """
        kept = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in self.query)
        return " ".join(kept.split()[:MAX_WORDS])

    def url(self, page: int) -> str:
        """The address, relative to the search, of another page of what was found."""
        return f"?{urlencode({'q': self.query, 'page': page} if page > 1 else {'q': self.query})}"


@dataclass(frozen=True)
class Found:
    """A page of results. `every_word` is false when only some of the words stand in these pages."""

    pages: Slice
    every_word: bool = True


def find(site: Site, asked: SearchRequest) -> Found:
    """Published pages that hold every word; when there is none, those that hold any of them."""
    if not asked.words:
        return Found(Paginator([], PAGE_SIZE).get_page(1))
    found = _page_of(_public_pages(site).search(asked.words, operator="and"), asked)
    if found.paginator.count or " " not in asked.words:
        return Found(found)
    return Found(_page_of(_public_pages(site).search(asked.words, operator="or"), asked), every_word=False)


def _public_pages(site: Site):
    """Drafts and unpublished pages are left out by the database, whatever the index holds of them."""
    return Page.objects.descendant_of(site.root_page, inclusive=True).live().public().specific()


def _page_of(results, asked: SearchRequest) -> Slice:
    return Paginator(results, PAGE_SIZE).get_page(asked.page)
