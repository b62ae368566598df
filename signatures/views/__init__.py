"""What the public can open and post. Thin: a form in, a service called, a page or a redirect out."""

from signatures.views.own import confirm, confirmed, not_me, not_me_done, own, unsubscribe, withdraw
from signatures.views.reading import count, wall
from signatures.views.signing import sent, sign, sign_again

__all__ = [
    "confirm",
    "confirmed",
    "count",
    "not_me",
    "not_me_done",
    "own",
    "sent",
    "sign",
    "sign_again",
    "unsubscribe",
    "wall",
    "withdraw",
]
