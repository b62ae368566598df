"""What the public can open and post. Thin: a form in, a service called, a page or a redirect out."""

from signatures.views.embeds import badge, card, counts
from signatures.views.mail_links import confirm, confirmed, not_me, not_me_done, unsubscribe
from signatures.views.my_data import data, data_file, erase, erased
from signatures.views.my_signature import (
    correct,
    find,
    find_sent,
    own,
    own_done,
    show_less,
    start_mail,
    stop_mail,
    withdraw,
)
from signatures.views.reading import count, share, wall
from signatures.views.signing import sent, sign, sign_again, sign_code

__all__ = [
    "badge",
    "card",
    "confirm",
    "confirmed",
    "correct",
    "count",
    "counts",
    "data",
    "data_file",
    "erase",
    "erased",
    "find",
    "find_sent",
    "not_me",
    "not_me_done",
    "own",
    "own_done",
    "sent",
    "share",
    "show_less",
    "sign",
    "sign_again",
    "sign_code",
    "start_mail",
    "stop_mail",
    "unsubscribe",
    "wall",
    "withdraw",
]
