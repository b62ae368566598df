"""Small builders of what tests need: each makes one thing, with believable defaults for all that isn't said.

The first page tree is made when a test asks for it, so that tests which empty the whole database work as well.
"""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage
from signatures import addresses
from signatures.details import Details, Display
from signatures.models import Consent, Purpose, Reason, Signature, Source, StatementPage, Supporter
from signatures.models.supporter import mailbox_key
from signatures.services import moderation, own
from signatures.states import State
from staff.models import User

PASSWORD = "a long enough pass phrase"

_numbers = count(1)


def root() -> Page:
    """Wagtail's root page, with the locale and collection it needs, made anew after a test emptied the tables."""
    Locale.objects.get_or_create(language_code="en-gb")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    found = Page.objects.filter(depth=1).first()
    if found:
        return found
    content_type, _created = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    return Page.add_root(title="Root", slug="root", content_type=content_type)


def home() -> HomePage:
    """The site's front page, at the address that the test client asks for."""
    found = HomePage.objects.first()
    if found:
        return found
    top = root()
    for welcome in Page.objects.filter(depth=2):
        welcome.delete()
    top.refresh_from_db()
    page = top.add_child(instance=HomePage(title="Campaign", slug="front", headline="Open the door"))
    page.save_revision().publish()
    Site.objects.all().delete()
    Site.objects.create(
        hostname="testserver", port=80, root_page=page, is_default_site=True, site_name="Free Movement Campaign"
    )
    Site.clear_site_root_paths_cache()
    return page


def statement(slug: str = "statement", **fields) -> StatementPage:
    """A published statement beneath the front page, open for signing."""
    fields.setdefault("title", "People move, rights travel")
    fields.setdefault("text", "<p>We stand for the free movement of people.</p>")
    page = home().add_child(instance=StatementPage(slug=slug, **fields))
    page.save_revision().publish()
    return StatementPage.objects.get(pk=page.pk)


def details(**fields) -> Details:
    given = {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "roles": "Unite rep",
        "display": Display.FULL,
        "publish_consent": True,
        "keep_in_touch": False,
    }
    return Details(**(given | fields))


def supporter(email: str | None = None, **fields) -> Supporter:
    address = addresses.parse(email or f"supporter{next(_numbers)}@example.org")
    found = Supporter.objects.filter(mailbox_key=mailbox_key(address)).first()
    return found or Supporter.objects.create(
        mailbox_key=mailbox_key(address), address=address.normal, domain=address.domain, **fields
    )


def signature(page: StatementPage, state: State = State.WAITING, email: str | None = None, **fields) -> Signature:
    """A signature that came to its state the way signatures do, without any mail."""
    from signatures.services import desk_words, transitions

    known = {name: fields.pop(name) for name in list(fields) if name in Details.__dataclass_fields__}
    given = details(**known)
    person = supporter(email)
    when = fields.pop("created_at", timezone.now())
    row = Signature(
        statement=page,
        version=page.version,
        supporter=person,
        source=Source.ONLINE,
        created_at=when,
        address_typed="" if state != State.UNCONFIRMED else person.address,
        **fields,
    )
    row.set_details(given)
    if state != State.UNCONFIRMED:
        row.state = State.WAITING
        row.confirmed_at = when + timedelta(minutes=5)
    row.save()
    desk_words.add([row])
    if state == State.UNCONFIRMED:
        return row
    if given.display != Display.COUNT_ONLY:
        Consent.objects.create(
            purpose=Purpose.PUBLISH,
            wording=page.version.publish_wording,
            version=page.version,
            signature=row,
            channel=Source.ONLINE,
            given_at=row.confirmed_at,
        )
    if state == State.WITHDRAWN:
        own.withdraw(row.pk)
    elif state != State.WAITING:
        moderation.decide(row.pk, state, by=organiser())
    row.refresh_from_db()
    assert transitions.State(row.state) == state
    return row


def reason(code: str = "abuse", **fields) -> Reason:
    """A reason for rejecting; the same one for the same code, as a new site has it or as it is asked for."""
    given = {"label": {"abuse": "abusive or a joke", "to_check": "needs a second look"}.get(code, code)} | fields
    made, _new = Reason.objects.get_or_create(code=code, defaults=given)
    return made


def user(role: str, email: str | None = None) -> User:
    """Somebody with one role, who can log in with `PASSWORD`."""
    if not Group.objects.filter(name=role).exists():
        home()
        call_command("setup_roles", verbosity=0)
    person = User.objects.create_user(email or f"{role}{next(_numbers)}@example.org", PASSWORD)
    person.groups.add(Group.objects.get(name=role))
    return person


def organiser() -> User:
    """An organiser; the same one whenever it doesn't matter who."""
    return User.objects.filter(email="the.organiser@example.org").first() or user(
        "organiser", "the.organiser@example.org"
    )


def form_data(page, **fields) -> dict:
    """What a browser posts from a statement's form, hidden fields included."""
    from signatures.forms import SigningForm

    given = {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada@example.org",
        "roles": "Unite rep",
        "display": "full",
        "publish_consent": "on",
        "website": "",
        "form_token": SigningForm(statement=page).initial["form_token"],
    }
    given.update(fields)
    return {name: value for name, value in given.items() if value is not None}


def sheets(page: StatementPage, number: int = 2, event: str = "Exampletown CLP"):
    """Numbered petition sheets that the organiser ordered."""
    from paper import services

    return services.order(page.version, event, number=number, by=organiser())
