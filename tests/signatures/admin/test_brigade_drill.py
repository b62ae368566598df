"""The brigade drill: 2,000 confirmed fakes among 500 real signatures, cleared by one organiser through the pages.

The fakes come as such brigades do: from 50 mail domains, five of which half of the real signers use as well, and from
500 networks; within two hours, while real people sign too; under names made by three recipes.
"""

import random
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from signatures.details import Details, Display
from signatures.invented_people import people
from signatures.models import Decision, Signature, Source, Supporter
from signatures.states import State
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.slow]

FAKES, REAL = 2_000, 500
DOMAINS, NETWORKS = 50, 500
SHARED = ("mail.example", "inbox.example", "post.example", "letters.example", "webmail.example")
PAGE = "/admin/signatures/bulk-review/"


def a_signature(page, supporter, first, last, roles, network, confirmed_at) -> Signature:
    row = Signature(
        statement=page, version=page.version, supporter=supporter, source=Source.ONLINE, state=State.WAITING,
        network_hash=network, created_at=confirmed_at - timedelta(minutes=3), confirmed_at=confirmed_at,
    )  # fmt: skip
    row.set_details(Details(first, last, roles, Display.FULL, publish_consent=True, keep_in_touch=False))
    return row


def fill(page) -> tuple[set[int], set[int]]:
    """The ids of the fakes and of the real ones, all confirmed and waiting."""
    chance = random.Random(2019)  # noqa: S311  (nothing secret hangs on it)
    began = timezone.now() - timedelta(hours=3)
    own = [f"throwaway-{number}.example" for number in range(DOMAINS - len(SHARED))]
    rows = []
    for number in range(FAKES):
        domain = own[number % len(own)] if number < FAKES * 9 // 10 else SHARED[number % len(SHARED)]
        recipe = number % 3
        if recipe == 0:
            first, last, roles = f"Voter{chance.randrange(1000, 9999)}", "Britain", ""
        elif recipe == 1:
            first, last, roles = chance.choice(("Stop", "Close")), f"Theboats {chance.randrange(10, 99)}", ""
        else:
            first, last, roles = "Nigel", f"Patriot{chance.randrange(100, 999)}", "Send them back branch"
        when = began + timedelta(seconds=chance.randrange(2 * 60 * 60))
        rows.append((True, domain, first, last, roles, f"{number % NETWORKS:032x}", when))
    for number, person in zip(range(REAL), people(seed=7), strict=False):
        domain = SHARED[number % len(SHARED)] if number % 2 else f"branch-{number % 90}.example"
        when = began + timedelta(seconds=chance.randrange(3 * 60 * 60))
        network = f"{10_000 + number // 3:032x}"
        rows.append((False, domain, person.first_name, person.last_name, person.roles, network, when))
    chance.shuffle(rows)
    supporters = Supporter.objects.bulk_create(
        Supporter(mailbox_key=f"{number:064x}", address="x@mail.example", domain=row[1])
        for number, row in enumerate(rows)
    )
    made = Signature.objects.bulk_create(
        a_signature(page, supporter, *row[2:]) for supporter, row in zip(supporters, rows, strict=True)
    )
    fakes = {signature.pk for signature, row in zip(made, rows, strict=True) if row[0]}
    return fakes, {signature.pk for signature in made} - fakes


class Organiser:
    """Sees only what the pages show. `looks` counts pages opened, `acts` buttons pressed that change something."""

    def __init__(self, client) -> None:
        self.client, self.looks, self.acts = client, 0, 0

    def look(self, **description) -> BeautifulSoup:
        self.looks += 1
        answer = self.client.get(PAGE, {"state": "waiting"} | description)
        return BeautifulSoup(answer.content, "html.parser")

    def decide(self, looked: BeautifulSoup, decision: str) -> str:
        form = looked.find("form", action=f"{PAGE}start/")
        hidden = {field["name"]: field["value"] for field in form.find_all("input", type="hidden")}
        self.acts += 1
        return self.client.post(f"{PAGE}start/", hidden | {"decision": decision, "note": "Monday's brigade"}).url

    def undo(self, review: str) -> None:
        self.acts += 1
        self.client.post(f"{review}undo/")


def domains_of(looked: BeautifulSoup) -> list[str]:
    return [box["value"] for box in looked.find_all("input", type="checkbox", attrs={"name": "domains"})]


def ids(state: State) -> set[int]:
    return set(Signature.objects.filter(state=state).values_list("pk", flat=True))


def test_one_organiser_clears_two_thousand_fakes_and_loses_nobody(client, capsys):
    page = builders.statement()
    fakes, real = fill(page)
    client.force_login(builders.organiser())
    organiser = Organiser(client)
    reviews = []

    # 1. Whatever waits: the sample and the domains that stand out show what is going on.
    found = organiser.look()
    strange = [domain for domain in domains_of(found) if domain.startswith("throwaway-")]
    # 2. The domains that only the flood uses are ticked and looked at; nobody real is among the sample.
    found = organiser.look(domains=strange)
    reviews.append(organiser.decide(found, "hold"))
    # 3. The rest hide among real people, behind mail domains that those use too: by what their names share.
    reviews += [
        organiser.decide(organiser.look(name_pattern=pattern), "hold")
        for pattern in ("Voter#### Britain", "Theboats ##", "Nigel Patriot###")
    ]
    # 4. What is left is looked at once more and published.
    left = organiser.look()
    reviews.append(organiser.decide(left, "publish"))

    cleared_in = organiser.acts
    assert ids(State.HELD) == fakes
    assert ids(State.PUBLISHED) == real
    wall = client.get("/statement/signatures/?q=patriot").content.decode()
    assert "Patriot" not in wall.partition("names-list")[2]
    assert client.get("/statement/count.json").json() == {"count": REAL}
    assert Decision.objects.filter(made_by=builders.organiser()).count() == FAKES + REAL

    for review in reversed(reviews):
        organiser.undo(review)
    assert ids(State.WAITING) == fakes | real

    with capsys.disabled():
        print(
            f"\nbrigade drill: {FAKES} fakes among {REAL} real cleared in {cleared_in} acts "
            f"and {organiser.looks} looks; undone in {organiser.acts - cleared_in}"
        )
    assert cleared_in <= 6
