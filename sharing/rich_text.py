"""Links to pages inside of what editors write."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from sharing.travelling import onward


class OnwardLinkHandler(PageLinkHandler):
    """Wagtail's own, with the word by which the visitor came."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        addresses = [page.localized.url if page else None for page in cls.get_many(attrs_list)]
        return [f'<a href="{escape(onward(address))}">' if address else "<a>" for address in addresses]
