"""The news as an Atom feed: RFC 4287."""

from datetime import UTC, datetime, time

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.timezone import make_aware

FEED_LENGTH = 20


class NewsFeed(Atom1Feed):
    """Atom, with the list's own day of change: an empty feed is the same bytes each time."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=self.feed["changed"])


def feed_of(page, site_name: str, request=None) -> str:
    """The newest posts beneath a list of news, as a document."""
    feed = NewsFeed(
        title=f"{page.title} · {site_name}",
        link=page.get_full_url(request),
        description=page.introduction,
        subtitle=page.introduction,
        feed_url=f"{page.get_full_url(request)}feed.xml",
        feed_guid=f"urn:uuid:{page.translation_key}",
        author_name=site_name,
        language=page.locale.language_code,
        changed=page.last_published_at or datetime(2000, 1, 1, tzinfo=UTC),
    )
    for post in page.posts[:FEED_LENGTH]:
        written = make_aware(datetime.combine(post.date, time.min))
        feed.add_item(
            title=post.title,
            link=post.get_full_url(request),
            description=escape(post.summary),
            unique_id=f"urn:uuid:{post.translation_key}",
            author_name=post.author or site_name,
            pubdate=written,
            updateddate=max(written, post.last_published_at or written),
            categories=[topic.name for topic in post.topics.all()],
        )
    return feed.writeString("utf-8")
