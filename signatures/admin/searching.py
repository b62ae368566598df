"""What is typed into the desk's search: the beginnings of words of a name or of roles, or a whole mail domain."""

from django.db.models import Exists, OuterRef

from signatures import names
from signatures.models import DeskWord, Supporter
from signatures.models.signature import SignatureQuerySet

WORDS = 5


def with_words(rows: SignatureQuerySet, text: str) -> SignatureQuerySet:
    """Those of `rows` of whose name and roles some word begins with each word of `text`; nobody if it has none.

    Of a long text the longest words count.
    """
    sought = sorted(names.words(text), key=len, reverse=True)[:WORDS]
    for word in sought:
        begins_so = DeskWord.objects.filter(signature=OuterRef("pk"), word__gte=word, word__lt=word + "\U0010ffff")
        rows = rows.filter(Exists(begins_so))
    return rows if sought else rows.none()


def with_words_or_domain(rows: SignatureQuerySet, text: str) -> SignatureQuerySet:
    """Those of a mail domain that we know, if that is what `text` is; else those `with_words`."""
    domain = text.strip().lower()
    if "." in domain and Supporter.objects.filter(domain=domain).exists():
        return rows.filter(supporter__domain=domain)
    return with_words(rows, text)
