"""What card mode shows: one's hand, how far one got, and the last decision to undo."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.utils import timezone
from django.utils.http import urlencode

from signatures.admin import queue as queues
from signatures.admin.filters import ANY, NONE
from signatures.admin.forms import Choice, choices_from, reason_groups
from signatures.models import Claim, Decision, Reason, Signature, StatementPage
from signatures.models.signature import Order, SignatureQuerySet
from signatures.services import claims
from signatures.states import DECIDED, State

KEYS = {"publish": "p", "reject": "r", "hold": "a"}


@dataclass(frozen=True)
class CardChoice:
    """A decision's button and the key that presses it."""

    choice: Choice
    key: str


@dataclass(frozen=True)
class Asked:
    """Which cards somebody wants: of one statement; and as `flag` only "any" or "none", for those to look twice at or
    the others, or the one of the queue's orders in which they come."""

    statement: str = ""
    flag: str = ""

    @classmethod
    def by(cls, given: Mapping[str, str]) -> "Asked":
        statement, flag = given.get("statement", ""), given.get("flag", "")
        is_number = statement.isdecimal() and len(statement) < 19
        return cls(statement if is_number else "", flag if flag in {ANY, NONE, *Order.values} else "")

    @property
    def statement_id(self) -> int | None:
        return int(self.statement) if self.statement else None

    @property
    def flagged(self) -> bool | None:
        return {ANY: True, NONE: False}.get(self.flag)

    @property
    def order(self) -> Order:
        return Order(self.flag) if self.flag in Order.values else Order.OLDEST

    @property
    def kept(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def query(self) -> str:
        return f"?{urlencode(self.kept)}" if self.kept else ""


@dataclass(frozen=True)
class Hand:
    """What one moderator has in front of them."""

    cards: list[Signature]
    figures: queues.QueueFigures
    done_today: int
    skipped: int
    last: Decision | None
    statements: list[StatementPage] = field(default_factory=list)


def cards_of(user, order: Order = Order.OLDEST) -> SignatureQuerySet:
    """Somebody's cards with what is shown of them, in the order that was asked for."""
    return queues.for_the_desk().filter(pk__in=claims.in_hand(user).values("pk")).in_order(order)


def hand_of(user, order: Order = Order.OLDEST) -> Hand:
    cards = list(cards_of(user, order))
    recent = queues.recent_decisions(user)
    return Hand(
        cards=cards,
        figures=queues.queue_figures(),
        done_today=_done_today(user),
        skipped=Claim.objects.of(user).live(timezone.now()).filter(skipped=True).count(),
        last=recent[0] if recent else None,
        statements=queues.statements_with(State.WAITING) if not cards else [],
    )


def card_context() -> dict:
    """What every card needs besides its signature. One query."""
    reasons: list[tuple[str, list[Reason]]] = reason_groups()
    choices = [CardChoice(choice, KEYS[choice.name]) for choice in choices_from(State.WAITING)]
    return {"choices": choices, "reasons": reasons}


def keys_are_on(user) -> bool:
    """Whether single letters act: the same wish that Wagtail keeps for its own keys, in each account."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile is None or profile.keyboard_shortcuts


def _done_today(user) -> int:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    made = Decision.objects.filter(made_by=user, made_at__gte=midnight, to_state__in=sorted(DECIDED))
    return made.filter(undone_by__isnull=True, undoes__isnull=True).count()
