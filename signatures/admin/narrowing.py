"""What the queue can be narrowed by. All of it combines, and travels from page to page in plain names."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from django.db.models import Exists, OuterRef
from django.utils.http import urlencode

from signatures.admin.filters import by_flag, flag_choices
from signatures.admin.searching import with_words
from signatures.models import Decision
from signatures.models.signature import Order, SignatureQuerySet
from signatures.states import State

SHOWN_STATES = {"waiting": State.WAITING, "held": State.HELD}
LONGEST = 100


@dataclass(frozen=True)
class Narrowing:
    """`show` is the tab, `order` what comes first; the others are empty when they narrow nothing.

    `why` is the reason for setting aside, `flag` one of `filters.flag_choices`: with which reasons to look twice.
    """

    show: str = "waiting"
    statement: str = ""
    q: str = ""
    domain: str = ""
    why: str = ""
    flag: str = ""
    order: str = Order.OLDEST.value

    @classmethod
    def asked_by(cls, given: Mapping[str, str]) -> "Narrowing":
        """From a query or a post; what can't be meant is left out."""
        statement = given.get("statement", "")
        return cls(
            show=given.get("show") if given.get("show") in SHOWN_STATES else "waiting",
            statement=statement if statement.isdecimal() and len(statement) < 19 else "",
            q=" ".join(given.get("q", "").replace("\x00", "").split())[:LONGEST],
            domain=given.get("domain", "").replace("\x00", "").strip().lower()[:LONGEST],
            why=given.get("why", "").replace("\x00", "")[:20],
            flag=given.get("flag") if given.get("flag") in dict(flag_choices()) else "",
            order=given.get("order") if given.get("order") in Order.values else "",
        )

    @property
    def state(self) -> State:
        return SHOWN_STATES[self.show]

    @property
    def statement_id(self) -> int | None:
        return int(self.statement) if self.statement else None

    @property
    def narrows(self) -> bool:
        return bool(self.statement or self.q or self.domain or self.why or self.flag)

    @property
    def kept(self) -> dict[str, str]:
        """What a form or a link takes along to come back to the same list."""
        return {name: value for name, value in asdict(self).items() if value and (name, value) != ("show", "waiting")}

    @property
    def query(self) -> str:
        return urlencode(self.kept)

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """Every order with the query of the same list in it, and whether it is the one that is shown."""
        return [
            (order.label, urlencode({"show": self.show} | replace(self, order=order.value).kept), order == self.order)
            for order in Order
        ]

    def of(self, rows: SignatureQuerySet) -> SignatureQuerySet:
        """The rows that are meant, in the order that is meant."""
        rows = by_flag(rows.filter(state=self.state), self.flag)
        if self.statement:
            rows = rows.filter(statement_id=self.statement_id)
        if self.domain:
            rows = rows.filter(supporter__domain=self.domain)
        if self.q:
            rows = with_words(rows, self.q)
        if self.why:
            for_it = Decision.objects.filter(signature=OuterRef("pk"), to_state=self.state, reason=self.why)
            later = Decision.objects.filter(signature=OuterRef("signature"), pk__gt=OuterRef("pk"))
            rows = rows.filter(Exists(for_it.filter(~Exists(later))))
        return rows.in_order(Order(self.order))
