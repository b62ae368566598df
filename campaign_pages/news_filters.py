"""Which news a visitor asked for. Unknown keys and values are as good as none."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

MAX_PAGE = 10_000


@dataclass(frozen=True)
class Filters:
    """Year, topic and page of a list of news, and the addresses of its neighbours."""

    url: str
    years: list[int] = field(default_factory=list)
    topics: list = field(default_factory=list)
    year: int | None = None
    topic: object | None = None
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict, url: str, years: list[int], topics: list) -> "Filters":
        by_slug = {topic.slug: topic for topic in topics}
        year, page = _number(query.get("year")), _number(query.get("page"))
        return cls(
            url=url,
            years=years,
            topics=topics,
            year=year if year in years else None,
            topic=by_slug.get(query.get("topic", "")),
            page=page if page and page <= MAX_PAGE else 1,
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.year or self.topic)

    def narrow(self, posts):
        if self.year:
            posts = posts.filter(date__year=self.year)
        if self.topic:
            posts = posts.filter(topics=self.topic)
        return posts

    @property
    def year_choices(self) -> list[dict]:
        """Each year and the way to it, with whatever topic is chosen."""
        return [self._choice(year, self.year, str(year or ""), year=year) for year in (None, *self.years)]

    @property
    def topic_choices(self) -> list[dict]:
        """Each topic and the way to it, with whatever year is chosen."""
        return [self._choice(topic, self.topic, str(topic or ""), topic=topic) for topic in (None, *self.topics)]

    def page_url(self, page: int) -> str:
        return self._url(page=page)

    def _choice(self, choice, chosen, label: str, **changes) -> dict:
        return {"label": label, "url": self._url(**changes), "is_current": choice == chosen}

    def _url(self, **changes) -> str:
        """Keys that say nothing are left out, so that each list has one address."""
        wanted = {"year": self.year, "topic": self.topic, "page": 1, **changes}
        said = {
            "year": wanted["year"],
            "topic": wanted["topic"] and wanted["topic"].slug,
            "page": wanted["page"] if wanted["page"] > 1 else None,
        }
        query = urlencode({key: value for key, value in said.items() if value})
        return f"{self.url}?{query}" if query else self.url


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 6 else None
