"""Web addresses, email addresses and phone numbers where a name or roles belong.

The form refuses plain addresses (`names`); these are the ones in disguise, and all on paper or imported.
"""

import re
import unicodedata

from signatures.checks.facts import Facts, Found
from signatures.checks.word_lists import WordLists

_PHONE = re.compile(r"(?:\d[\s().\-/]{0,2}){7}\d")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_ENDINGS = "com|org|net|info|biz|uk|co|eu|io|ru|cn|de|fr|ie|tv|me|ly|gg|app|xyz|top|online|site|shop|store|live|club"
_DOTTED = re.compile(
    rf"""\bhttps?\b | \bwww\b
    | \w(?:\s|[(\[{{<])+(?:dot|punkt|point|punto)(?:\s|[)\]}}>])+(?:{_ENDINGS})\b   # example dot com, (dot)
    | [\w-]{{3,}}\.(?:{_ENDINGS})\b(?!\w)
    | \bt\.?\s?me\s?[/ ]\s?\w{{3,}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAIL = re.compile(rf"@|\w\s*[(\[{{<]\s*at\s*[)\]}}>]\s*\w|\b\w+\s+at\s+\w+\s+dot\s+(?:{_ENDINGS})\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:whats\s?app|telegram|onlyfans|instagram|insta|snapchat|tiktok|youtube|facebook|discord|paypal|bitcoin|crypto"
    r"|viagra|cialis|casino)\b",
    re.IGNORECASE,
)


def contact_details(facts: Facts, lists: WordLists) -> Found | None:
    """Finds a way to reach somebody; the detail says of which kind."""
    text = unicodedata.normalize("NFKC", f"{facts.name}\n{facts.roles}")
    if _PHONE.search(_YEARS.sub("", text)):
        return Found("contact", "phone")
    if _MAIL.search(text):
        return Found("contact", "email")
    if _DOTTED.search(text) or _ELSEWHERE.search(text):
        return Found("contact", "web")
    return None
