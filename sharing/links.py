"""What is passed on, and the plain link for each way of passing it on. Nobody is contacted before one is pressed. Pure.

The forms of the addresses are the networks' own: WhatsApp "click to chat", X and Bluesky "intent", Facebook "sharer",
Telegram "share"; `mailto:` is RFC 6068 and `sms:` RFC 5724, with the `?&body=` that Android and iOS both take.
"""

from dataclasses import dataclass
from urllib.parse import quote

from sharing.sources import SourceTag, tagged


@dataclass(frozen=True)
class ShareLink:
    """One button: where it leads, and the word that comes back with whoever follows."""

    tag: SourceTag
    label: str
    url: str

    @property
    def is_website(self) -> bool:
        return self.url.startswith("https:")


@dataclass(frozen=True)
class Share:
    """A page to pass on: its address, its title, and the words that go with it."""

    url: str
    title: str
    words: str

    def address(self, tag: SourceTag) -> str:
        return tagged(self.url, tag)

    @property
    def sheet_url(self) -> str:
        """For the device's own share sheet."""
        return self.address(SourceTag.SHEET)

    @property
    def copied_url(self) -> str:
        return self.address(SourceTag.LINK)

    def link(self, tag: SourceTag, label: str) -> ShareLink:
        return ShareLink(tag, label, _ADDRESSES[tag](self, self.address(tag)))


def _message(share: Share, url: str) -> str:
    return quote(f"{share.words} {url}", safe="")


def _letter(share: Share, url: str) -> str:
    return quote(f"{share.words}\r\n\r\n{url}", safe="")


# How each network wants it.
_ADDRESSES = {
    SourceTag.WHATSAPP: lambda share, url: f"https://wa.me/?text={_message(share, url)}",
    SourceTag.FACEBOOK: lambda share, url: f"https://www.facebook.com/sharer/sharer.php?u={quote(url, safe='')}",
    SourceTag.X: lambda share, url: (
        f"https://twitter.com/intent/tweet?text={quote(share.words, safe='')}&url={quote(url, safe='')}"
    ),
    SourceTag.BLUESKY: lambda share, url: f"https://bsky.app/intent/compose?text={_message(share, url)}",
    SourceTag.TELEGRAM: lambda share, url: (
        f"https://t.me/share/url?url={quote(url, safe='')}&text={quote(share.words, safe='')}"
    ),
    SourceTag.EMAIL: lambda share, url: f"mailto:?subject={quote(share.title, safe='')}&body={_letter(share, url)}",
    SourceTag.SMS: lambda share, url: f"sms:?&body={_message(share, url)}",
}
