"""No safe method changes our data (promise 1): the whole map of addresses is walked with GET, HEAD and OPTIONS.

Every pattern gets real numbers and links, in every state where it matters. Afterwards each row of each table is as
it was, but for the tables that `EXEMPT` names with a reason. Mail scanners, crawlers and previews open all of these.
"""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Collection, Page, Site, Workflow

from enquiries import links as enquiry_links
from signatures import links, tokens
from signatures.models import Decision, Signature, StatementVersion
from signatures.states import State
from signatures.tokens import Purpose
from staff.models import User
from staff.roles import ROLES
from tests import builders
from tests.signatures.visitor import Visitor
from vault.seals import seal

pytestmark = pytest.mark.django_db

EXEMPT = {
    "django_session": "who is logged in; a visit may prolong it",
    "wagtailadmin_editingsession": "Wagtail tells editors of one page of each other",
    "wagtailimages_rendition": "a picture in another size, made when it is first asked for",
    "wagtailusers_userprofile": "Wagtail makes a member of staff's preferences at the first visit",
    "wagtailcore_pagesubscription": "whether an editor hears of comments; made when they first open a page to edit it",
    "wagtailcore_uploadedfile": "a picture half uploaded in the admin",
}
SAFE = ("get", "head", "options")
OURS = (
    "signatures",
    "enquiries",
    "outbox",
    "paper",
    "home",
    "health",
    "robots",
    "share",
    "sitemap",
    "wagtail_serve",
    "staff",
)
OWN_ACTS = (
    "own",
    "own_done",
    "correct",
    "show_less",
    "stop_mail",
    "start_mail",
    "withdraw",
    "data",
    "data_file",
    "erase",
)
BROKEN_ON_PURPOSE = {"wagtailadmin_error_test"}  # Wagtail's way to see the page for errors


# --- What there is to compare ----------------------------------------------------------------------------------------


def rows() -> dict[str, list[str]]:
    """Every row of every table that is not exempt, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in EXEMPT and not table.startswith("sqlite_"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  (our own tables)
                found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def test_what_is_compared_holds_all_our_tables():
    compared = set(rows())
    for part in ("signatures_signature", "signatures_supporter", "signatures_consent", "signatures_decision"):
        assert part in compared
    for part in ("outbox_message", "staff_user", "home_sitesettings", "wagtailcore_page", "wagtailcore_revision"):
        assert part in compared
    assert not [table for table in EXEMPT if table.split("_")[0] in {"signatures", "outbox", "staff", "home"}]


# --- Where to go -----------------------------------------------------------------------------------------------------


def patterns(inner=None, prefix: str = "", namespaces: tuple = ()):
    """Every pattern of the site: (name with its namespaces, the whole pattern)."""
    for each in get_resolver().url_patterns if inner is None else inner:
        whole = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(
                each.url_patterns, whole, (*namespaces, each.namespace) if each.namespace else namespaces
            )
        elif isinstance(each, URLPattern):
            yield ":".join([*namespaces, each.name or ""]), whole


PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|\((?!\?)[^()]*\)|\(\(\?:[^()]*\)\*\)")


def addresses(name: str, pattern: str, world: "World") -> list[str]:
    """Concrete addresses of a pattern, one for each value that its first parameter with several may have."""
    pattern = pattern.replace("^", "").replace("$", "").replace("\\.", ".")
    pattern = GROUP.sub(lambda found: f"<{found[1] or 'unnamed'}>", pattern)
    choices = {each: world.values(name, each) for each in PARAMETER.findall(pattern)}
    number = max(map(len, choices.values()), default=1)

    def filled(turn: int) -> str:
        return "/" + PARAMETER.sub(lambda found: str(choices[found[1]][turn % len(choices[found[1]])]), pattern)

    return [filled(turn) for turn in range(number)]


class World:
    """Something of everything, and what each parameter of an address may stand for."""

    def __init__(self, page) -> None:
        self.page = page
        self.by_state = {state: builders.signature(page, state, email=f"{state}@example.org") for state in State}
        self.people = {role: builders.user(role) for role in ROLES}
        self.sent = Visitor().sign(page, email="new@example.org")["Location"].split("/")[-2]
        builders.home().save_revision(user=self.people["volunteer"])
        self.batch = builders.sheets(page)
        self.page.title = "A draft"
        self.page.save_revision(user=self.people["volunteer"])

    def values(self, name: str, parameter: str) -> list:
        special = getattr(self, f"_{parameter}", None)
        if special:
            return special(name)
        if parameter.endswith("page_id") or parameter in {"page_pk", "page_to_move_id", "destination_id"}:
            return [self.page.pk, builders.home().pk]
        return [1]

    def _pk(self, name: str) -> list:
        owner = name.split(":")[0].removeprefix("wagtail")
        model = {
            "admin_collections": Collection,
            "admin_workflows": Workflow,
            "sites": Site,
            "settings": Site,
            "users_users": User,
            "users_groups": Group,
        }.get(owner, Page)
        return [model.objects.order_by("-pk").first().pk]

    def _token(self, name: str) -> list[str]:
        if name == "enquiries:not_me":
            return [seal("1 key", enquiry_links.NOT_ME), "x"]
        if name.startswith("signatures:s"):
            return [self.sent, "x"]
        if name.startswith("signatures:confirm"):
            return [links.confirm_url(row).split("/")[-2] for row in self.by_state.values()]
        purposes = {
            "signatures:not_me": Purpose.NOT_ME,
            "signatures:unsubscribe": Purpose.UNSUBSCRIBE,
            **{f"signatures:{act}": Purpose.OWN for act in OWN_ACTS},
        }
        purpose = purposes.get(name)
        if purpose is None:
            return ["x"]
        of_signature = purpose is Purpose.NOT_ME
        found = [row if of_signature else row.supporter for row in self.by_state.values()]
        return [tokens.make(purpose, row.pk, row.nonce) for row in found]

    def _signature_id(self, name: str) -> list[int]:
        return [row.pk for row in self.by_state.values()]

    def _decision_id(self, name: str) -> list[int]:
        return list(Decision.objects.values_list("pk", flat=True))

    def _instance_pk(self, name: str) -> list[int]:
        model = StatementVersion if "statementversion" in name else Signature
        return list(model.objects.values_list("pk", flat=True))

    def _batch_id(self, name: str) -> list[int]:
        return [self.batch.pk]

    def _statement_id(self, name: str) -> list[int]:
        return [self.page.pk]

    def _revision_id(self, name: str) -> list[int]:
        return [self.page.get_latest_revision().pk, self.page.live_revision_id]

    def _app_label(self, name: str) -> list[str]:
        return ["wagtailcore" if "bulk" in name else "signatures"]

    def _model_name(self, name: str) -> list[str]:
        return ["page" if "bulk" in name else "sitesettings" if "settings" in name else "statementpage"]

    def _app_name(self, name: str) -> list[str]:
        return ["home"]

    def _content_type_app_name(self, name: str) -> list[str]:
        return ["signatures"]

    def _content_type_model_name(self, name: str) -> list[str]:
        return ["statementpage"]

    def _action(self, name: str) -> list[str]:
        return ["delete", "publish", "unpublish", "move"]

    def _action_name(self, name: str) -> list[str]:
        return ["approve", "reject", "publish", "delete", "copy"]

    def _page_path(self, name: str) -> list[str]:
        return ["statement/", "no-such-page/"]

    def _path(self, name: str) -> list[str]:
        return ["picture.png"]

    def _filter_spec(self, name: str) -> list[str]:
        return ["width-100"]

    def _unnamed(self, name: str) -> list:
        return {"wagtail_serve": ["", "statement/", "no-such-page/"]}.get(name, [self.page.pk])

    def _uidb64(self, name: str) -> list[str]:
        return ["MQ"]


@pytest.fixture
def world(page) -> World:
    return World(page)


def is_ours(name: str) -> bool:
    return name.replace("wagtailadmin_", "").startswith(OURS)


def walk(world: World, clients: dict[str, Client], methods: tuple, wanted) -> tuple[list[str], dict[str, int]]:
    """Goes to every wanted address; what changed (empty is good), and how often each status was answered."""
    before, faults, statuses = rows(), [], {}
    # Who has logged out sees less: that address is the last.
    every = sorted((pattern for pattern in patterns() if wanted(pattern[0])), key=lambda found: "logout" in found[0])
    assert every
    for who, client in clients.items():
        for method in methods:
            walked = []
            for name, pattern in every:
                for address in addresses(name, pattern, world):
                    answer: HttpResponse = getattr(client, method)(address)
                    statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
                    walked.append(address)
                    if answer.status_code >= 500 and is_ours(name):
                        faults.append(f"{method} {address} as {who}: {answer.status_code}")
            after = rows()
            changed = [table for table in after if after[table] != before.get(table)]
            if changed:
                faults.append(f"{method} as {who}: {changed}, somewhere among {walked}")
            before = after
    return faults, statuses


def clients(world: World, *roles: str) -> dict[str, Client]:
    found = {}
    for role in roles:
        found[role] = Client(raise_request_exception=False)
        if role != "anonymous":
            found[role].force_login(world.people[role])
    return found


@pytest.mark.parametrize("method", SAFE)
def test_no_public_address_changes_anything_in_any_state(world, method):
    faults, statuses = walk(
        world,
        clients(world, "anonymous", "organiser"),
        (method,),
        lambda name: is_ours(name) and "admin" not in name,
    )
    assert faults == []
    if method == "get":
        assert statuses[200] > 50  # real pages, not refusals, were opened


def test_no_address_of_our_desk_changes_anything_for_any_role(world):
    faults, statuses = walk(
        world, clients(world, "anonymous", *ROLES), SAFE, lambda name: is_ours(name) and "admin" in name
    )
    assert faults == []
    assert statuses[200] > 20


@pytest.mark.slow
@pytest.mark.sqlite  # Wagtail's own views do the same on either
def test_no_address_of_wagtails_admin_changes_anything_for_who_may_do_most(world):
    faults, statuses = walk(
        world, clients(world, "admin"), SAFE, lambda name: not is_ours(name) and name not in BROKEN_ON_PURPOSE
    )
    assert faults == []
    assert statuses[200] > 100


@pytest.mark.slow
@pytest.mark.sqlite  # Wagtail's own views do the same on either
def test_no_address_of_wagtails_admin_changes_anything_for_the_others(world):
    faults, _statuses = walk(
        world,
        clients(world, "anonymous", "volunteer", "moderator", "organiser"),
        ("get",),
        lambda name: not is_ours(name) and name not in BROKEN_ON_PURPOSE,
    )
    assert faults == []
