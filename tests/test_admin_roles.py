"""Every address of the admin, asked by everybody: who is let in, and whose data shows.

The addresses come from the resolver, with the ids of things that exist; so a view added tomorrow is asked as well.
"""

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Collection, Page, Site, Task, Workflow

from background.models import Job
from signatures.described import Described
from signatures.models import Act, BulkReview, Signature, StatementPage, StatementVersion
from signatures.services import bulk_review
from signatures.states import State
from switches import services as switches
from switches.models import Kind, Switch
from tests import builders

pytestmark = pytest.mark.django_db

ROLES = (None, "volunteer", "moderator", "organiser", "admin")
NAME, ROLE, DOMAIN, ADDRESS = "Zebedeecanary", "Rolecanary", "domaincanary", "localcanary"
WHO_SIGNED = (NAME, ROLE, DOMAIN, ADDRESS)

LEAVE_OUT = (
    "admin/logout/",  # ends the login that the walk needs
    "admin/password_reset/",  # open to everybody; `staff`'s tests
    "admin/failwhale/",  # Wagtail's own, which breaks on purpose to show the page for it
)


@pytest.fixture
def site() -> StatementPage:
    """A statement with a signature in every state, so that something stands behind each id.

    A published name is public, and shows wherever the admin shows the page as readers see it.
    """
    page = builders.statement()
    for number, state in enumerate(State):
        public = state == State.PUBLISHED
        builders.signature(
            page,
            state,
            email=f"{ADDRESS}{number}@{DOMAIN}.example",
            first_name="Petra" if public else NAME,
            roles="Public role" if public else f"{ROLE} of Unite",
        )
    page.save_revision()
    return page


def browser(role: str | None) -> Client:
    client = Client(raise_request_exception=False)
    if role:
        client.force_login(builders.user(role))
    return client


def let_in(response) -> bool:
    """False for a way to the login, or home with "you may not"."""
    if response.status_code in {301, 302}:
        return not (response.url == "/admin/" or response.url.startswith("/admin/login/"))
    return response.status_code not in {401, 403, 404}


# --- Our own views --------------------------------------------------------------------------------------------

DESK = ("moderator", "organiser", "admin")
TOP = ("organiser", "admin")
OURS = {
    ("get", "queue"): DESK,
    ("get", "list"): DESK,
    ("get", "signature"): DESK,
    ("get", "versions"): DESK,
    ("get", "charts"): TOP,
    ("get", "charts_csv"): TOP,
    ("get", "consents"): TOP,
    ("post", "resend"): TOP,
    ("get", "version"): DESK,
    ("post", "decide"): DESK,
    ("post", "undo"): DESK,
    ("get", "cards"): DESK,
    ("get", "sample"): DESK,
    ("post", "sample_looked"): DESK,
    ("get", "words"): TOP,
    ("post", "card_take"): DESK,
    ("post", "card_decide"): DESK,
    ("post", "card_undo"): DESK,
    ("post", "card_skip"): DESK,
    ("post", "card_leave"): DESK,
    ("post", "card_keys"): DESK,
    ("post", "ticked"): DESK,
    ("post", "ticked_undo"): DESK,
    ("get", "correct"): DESK,
    ("post", "correct"): DESK,
    ("get", "reasons"): TOP,
    ("get", "reasons/add"): TOP,
    ("get", "try_word"): TOP,
    ("post", "address"): TOP,
    ("get", "bulk reviews"): TOP,
    ("get", "bulk review"): TOP,
    ("post", "bulk review start"): TOP,
    ("post", "bulk review undo"): TOP,
    ("get", "switches"): TOP,
    ("post", "switch on"): TOP,
    ("post", "switch off"): TOP,
    ("get", "jobs"): TOP,
    ("post", "job cancel"): TOP,
    ("post", "job again"): TOP,
    ("get", "list?export=csv"): (),
    ("get", "create"): (),
    ("get", "edit"): (),
    ("get", "delete"): (),
}


def latest(model) -> int:
    """The number of the newest row, or one that nothing has."""
    return model.objects.order_by("pk").values_list("pk", flat=True).last() or 999_999


def _an_act() -> int:
    return Act.objects.get_or_create(kind=Act.Kind.TICKED, defaults={"made_at": timezone.now()})[0].pk


def address_of(name: str) -> str:
    signature = Signature.objects.filter(state=State.PUBLISHED).latest("pk")
    listed = reverse("signatures_signature_modeladmin_index")
    return {
        "sample": reverse("signatures_admin:sample"),
        "sample_looked": reverse("signatures_admin:sample_looked"),
        "words": reverse("wagtailsnippets_signatures_listedword:list"),
        "queue": reverse("signatures_admin:queue"),
        "list": listed,
        "charts": reverse("signatures_admin:charts"),
        "consents": reverse("signatures_admin:consents"),
        "resend": reverse("signatures_admin:resend"),
        "charts_csv": reverse("signatures_admin:charts_csv"),
        "list?export=csv": f"{listed}?export=csv",
        "signature": reverse("signatures_signature_modeladmin_inspect", args=[signature.pk]),
        "versions": reverse("signatures_statementversion_modeladmin_index"),
        "version": reverse("signatures_statementversion_modeladmin_inspect", args=[signature.version_id]),
        "decide": reverse("signatures_admin:decide", args=[signature.pk]),
        "undo": reverse("signatures_admin:undo", args=[signature.decisions.get().pk]),
        "address": reverse("signatures_admin:address", args=[signature.pk]),
        "bulk reviews": reverse("signatures_admin:bulk_reviews"),
        "bulk review": reverse("signatures_admin:bulk_review", args=[latest(BulkReview)]),
        "bulk review start": reverse("signatures_admin:bulk_review_start"),
        "bulk review undo": reverse("signatures_admin:bulk_review_undo", args=[latest(BulkReview)]),
        "switches": reverse("switches:switches"),
        "switch on": reverse("switches:on", args=["hide"]),
        "switch off": reverse("switches:off", args=[latest(Switch)]),
        "jobs": reverse("background_modeladmin_index"),
        "job cancel": reverse("background_cancel", args=[latest(Job)]),
        "job again": reverse("background_try_again", args=[latest(Job)]),
        **{name: reverse(f"signatures_admin:{name}") for name in ("cards", "card_take", "card_leave", "card_keys")},
        "card_decide": reverse("signatures_admin:card_decide", args=[signature.pk]),
        "card_undo": reverse("signatures_admin:card_undo", args=[signature.decisions.get().pk]),
        "card_skip": reverse("signatures_admin:card_skip", args=[signature.pk]),
        "correct": reverse("signatures_admin:correct", args=[signature.pk]),
        "ticked": reverse("signatures_admin:ticked"),
        "ticked_undo": reverse("signatures_admin:ticked_undo", args=[_an_act()]),
        "try_word": reverse("signatures_admin:try_word"),
        "reasons": "/admin/snippets/signatures/reason/",
        "reasons/add": "/admin/snippets/signatures/reason/add/",
        "create": f"{listed}create/",
        "edit": f"{listed}edit/{signature.pk}/",
        "delete": f"{listed}delete/{signature.pk}/",
    }[name]


@pytest.mark.parametrize("role", ROLES)
def test_our_own_views_let_in_whom_the_table_names(site, role):
    client = browser(role)
    bulk_review.start(Described(State.WAITING), timezone.now(), State.HELD, by=builders.organiser(), note="A flood")
    switches.turn_on(Kind.HOLD, by=builders.organiser(), reason="A flood")
    wrong = []
    for (method, name), allowed in OURS.items():
        if method == "post":
            builders.signature(site, State.PUBLISHED)  # for the last act may have moved the one before
        url = address_of(name)
        response = getattr(client, method)(url, {"decision": "hold", "seen": "published"} if method == "post" else {})
        if let_in(response) != (role in allowed):
            wrong.append((method, url, response.status_code))
    assert wrong == []


# --- Every address of the admin -------------------------------------------------------------------------------


def patterns(resolver, before: str = "") -> Iterator[str]:
    """Every route beneath /admin/, whole, as Django writes it."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            if route.startswith("admin/"):
                yield route
        elif route.startswith("admin/") or not route:
            yield from patterns(entry, route)


def ids() -> dict[str, list]:
    """Values for the names in routes. What isn't named gets the ids of all kinds of things."""
    page = StatementPage.objects.first()
    signature = Signature.objects.get(state=State.WAITING)
    decided = Signature.objects.get(state=State.PUBLISHED)
    return {
        "page_id": [page.pk, page.get_parent().pk],
        "parent_page_id": [page.get_parent().pk],
        "page_to_move_id": [page.pk],
        "destination_id": [page.get_parent().pk],
        "revision_id": [page.latest_revision_id],
        "revision_id_a": ["earliest", page.latest_revision_id],
        "revision_id_b": ["latest", "live"],
        "site_pk": [Site.objects.first().pk],
        "site_id": [Site.objects.first().pk],
        "app_name": ["home"],
        "content_type_app_name": ["signatures"],
        "content_type_model_name": ["statementpage", "signature", "supporter"],
        "app_label": ["signatures", "wagtailcore"],
        "model_name": ["signature", "supporter", "statementversion", "page", "sitesettings"],
        "action": ["delete", "publish"],
        "instance_pk": [signature.pk],
        "signature_id": [signature.pk],
        "decision_id": [decided.decisions.get().pk],
        "batch_id": [builders.sheets(page).pk],
        "workflow_id": [Workflow.objects.first().pk],
        "task_id": [Task.objects.first().pk],
        "group_id": [Group.objects.first().pk],
        "user_id": [builders.organiser().pk],
        "collection_id": [Collection.objects.first().pk],
        "pk": [page.pk, signature.pk, StatementVersion.objects.first().pk],
        "object_id": [signature.pk, page.pk],
        "action_name": ["copy"],
        "filename": ["x"], "image_id": [1], "document_id": [1], "signature": ["x"], "filter_spec": ["width-100"],
        "privacy": ["x"], "slug": ["x"], "field_name": ["title"], "revision": [page.latest_revision_id],
    }  # fmt: skip


ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|\((?:[^()?]|\([^()]*\))+\)")


def addresses() -> list[str]:
    """Every address of the admin that can be made of the routes and what exists."""
    known = ids()
    things = sorted({value for values in known.values() for value in values if isinstance(value, int)})[:2]
    found = []
    for route in patterns(get_resolver()):
        names = [first or second for first, second in ARGUMENT.findall(route)]
        text = re.sub(r"(?<!\\)[\^$]", "", route).replace("\\", "").replace(r"\Z", "")
        for values in product(*(known.get(name, things) for name in names)):
            given = iter(values)
            address = "/" + ARGUMENT.sub(lambda _match, given=given: str(next(given)), text)
            if not address.startswith(tuple(f"/{left}" for left in LEAVE_OUT)) and ".*" not in address:
                found.append(address)
    return sorted(set(found))


SEARCHES = [
    f"{address}{sign}{query}"
    for query in (NAME, DOMAIN, f"{ADDRESS}2@{DOMAIN}.example", "signature")
    for address, sign in (
        ("/admin/pages/search/", "?q="), ("/admin/images/", "?q="), ("/admin/documents/", "?q="),
        ("/admin/users/", "?q="), ("/admin/choose-page/", "?q="), ("/admin/choose-page/search/", "?q="),
        ("/admin/images/chooser/", "?q="), ("/admin/documents/chooser/", "?q="), ("/admin/redirects/", "?q="),
        ("/admin/signatures/signature/", "?q="), ("/admin/signatures/queue/", "?q="),
        ("/admin/tag-autocomplete/", "?term="), ("/admin/reports/site-history/", "?label="),
        ("/admin/reports/site-history/results/", "?label="), ("/admin/api/main/pages/", "?search="),
        ("/admin/reports/page-types-usage/", "?q="),
    )
] + [
    "/admin/api/main/pages/?fields=*", "/admin/api/main/pages/?type=signatures.StatementPage&fields=*",
    "/admin/api/main/pages/?fields=signatures", "/admin/reports/site-history/?export=csv",
    "/admin/reports/site-history/?export=xlsx", "/admin/reports/aging-pages/?export=csv",
    "/admin/reports/workflow/?export=csv", "/admin/reports/site-history/?timestamp_0=2020-01-01",
]  # fmt: skip


def text_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace").lower()


def walk(client: Client) -> Iterator[tuple[str, int, str]]:
    for address in (*addresses(), *SEARCHES):
        response = client.get(address)
        yield address, response.status_code, text_of(response)


def without_echo(address: str, text: str) -> str:
    """`text` without what was asked for: that comes back in the search field and in links to other pages."""
    asked = address.lower().rpartition("=")[2]
    for spelling in (asked, quote(asked), quote(asked, safe="@"), escape(asked)) if "=" in address else ():
        text = text.replace(spelling.lower(), "")
    return text


def test_the_walk_reaches_the_whole_admin(site):
    found = addresses()
    assert len(found) > 150
    for expected in ("/admin/", "/admin/signatures/queue/", "/admin/reports/site-history/", "/admin/api/main/pages/",
                     "/admin/choose-page/", "/admin/images/chooser/", f"/admin/pages/{site.pk}/edit/",
                     f"/admin/pages/{site.pk}/history/"):  # fmt: skip
        assert expected in found


HIDDEN = {None: WHO_SIGNED, "volunteer": WHO_SIGNED, "moderator": (ADDRESS,), "organiser": (ADDRESS,),
          "admin": (ADDRESS,)}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_address_of_the_admin_breaks_or_shows_what_the_role_may_not_see(site, role):
    """The address itself shows to nobody who only looks: that takes a right and a press, which is logged."""
    broken, shown = [], []
    for address, status, text in walk(browser(role)):
        if status >= 500:
            broken.append((status, address))
        shown += [(canary, address) for canary in HIDDEN[role] if canary.lower() in without_echo(address, text)]
    assert broken == []
    assert shown == []


def test_the_canary_is_seen_by_those_who_may(site):
    """Otherwise the test above would prove nothing."""
    moderator = browser("moderator")
    waiting = Signature.objects.get(state=State.WAITING)
    page_of = reverse("signatures_signature_modeladmin_inspect", args=[waiting.pk])
    for address in (address_of("queue"), address_of("list"), page_of):
        text = text_of(moderator.get(address))
        assert all(canary.lower() in text for canary in (NAME, ROLE, DOMAIN))
    assert ADDRESS in text_of(browser("organiser").post(address_of("address")))


def test_who_is_not_logged_in_gets_nothing_but_the_login(site):
    anybody = browser(None)
    open_to_all = []
    for address in addresses():
        response = anybody.get(address)
        if response.status_code == 200:
            open_to_all.append(address)
    assert set(open_to_all) <= {"/admin/login/", "/admin/jsi18n/", "/admin/sprite/"}, open_to_all


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_page_choosers_and_reports_know_no_signatures(site, role):
    client = browser(role)
    for model in ("signature", "supporter", "consent", "decision"):
        for address in (
            f"/admin/reports/site-history/?object_type={model}",
            f"/admin/reports/usage/signatures/{model}/1/",
            f"/admin/bulk/signatures/{model}/delete/?id=1",
        ):
            response = client.get(address)
            assert response.status_code < 500
            assert NAME.lower() not in text_of(response)
    assert Page.objects.count() == 3
