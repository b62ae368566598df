"""What is typed into the desk's search: the beginnings of words of a name or of roles, or a whole mail domain."""

from signatures import names
from signatures.models import DeskWord, Supporter
from signatures.models.signature import SignatureQuerySet

WORDS = 5


def with_words(rows: SignatureQuerySet, text: str) -> SignatureQuerySet:
    """Those of `rows` of whose name and roles some word begins with each word of `text`; nobody if it has none.

    Of a long text the longest words count.
    """
    begin_so = [
        DeskWord.objects.filter(word__gte=word, word__lt=word + "\U0010ffff").values("signature")
        for word in sorted(names.words(text), key=len)[-WORDS:]
    ]
    if not begin_so:
        return rows.none()
    first, *others = begin_so
    # Each word's signatures are read once and compared. Joined, they might be read anew for each of the other word's:
    # how many a word has, the database guesses badly.
    return rows.filter(pk__in=first.intersection(*others) if others else first)


def with_words_or_domain(rows: SignatureQuerySet, text: str) -> SignatureQuerySet:
    """Those of a mail domain that we know, if that is what `text` is; else those `with_words`."""
    domain = text.strip().lower()
    if "." in domain and Supporter.objects.filter(domain=domain).exists():
        return rows.filter(supporter__domain=domain)
    return with_words(rows, text)
