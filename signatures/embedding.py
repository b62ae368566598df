"""What other sites may show of a statement, and the lines that their webmasters paste."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sharing.sources import SourceTag, tagged
from signatures.models import StatementPage

CARD_WIDTH, CARD_HEIGHT = 400, 320


class Embedding:
    """The addresses of a statement's card, badge and count, and the HTML to paste for each. Nothing in it runs."""

    def __init__(self, statement: StatementPage) -> None:
        self.statement = statement
        self.page_url = statement.full_url or settings.BASE_URL + "/"

    @property
    def card_url(self) -> str:
        return f"{self.page_url}embed/"

    @property
    def badge_url(self) -> str:
        return f"{self.page_url}badge.svg"

    @property
    def badge_path(self) -> str:
        return f"{self.statement.url or '/'}badge.svg"

    @property
    def count_url(self) -> str:
        return f"{self.page_url}count.json"

    @property
    def card_html(self) -> SafeString:
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
            self.card_url,
            _("Sign: %(title)s") % {"title": self.statement.title},
            CARD_WIDTH,
            CARD_HEIGHT,
        )

    @property
    def badge_html(self) -> SafeString:
        return format_html(
            '<a href="{}"><img src="{}" alt="{}" height="40"></a>',
            tagged(self.page_url, SourceTag.BADGE),
            self.badge_url,
            _("How many have signed “%(title)s”") % {"title": self.statement.title},
        )
