"""What the public can open and post. Thin: a form in, a service called, a page or a redirect out."""

from signatures.views.embeds import badge, card, counts
from signatures.views.own import confirm, confirmed, not_me, not_me_done, own, unsubscribe, withdraw
from signatures.views.reading import count, share, wall
from signatures.views.signing import sent, sign, sign_again, sign_code

__all__ = [
    "badge",
    "card",
    "confirm",
    "confirmed",
    "count",
    "counts",
    "not_me",
    "not_me_done",
    "own",
    "sent",
    "share",
    "sign",
    "sign_again",
    "sign_code",
    "unsubscribe",
    "wall",
    "withdraw",
]
