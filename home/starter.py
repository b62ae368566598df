"""Lays down what a new site starts with: its pages, names and settings, from the files in `starter_content/`."""

from pathlib import Path
from urllib.parse import urlsplit

import yaml
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils.text import slugify
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

from home.models import HomePage, SiteSettings, StarterItem
from home.starter_text import to_blocks, to_rich_text

CONTENT_DIR = Path(__file__).resolve().parent / "starter_content"

# In the order of the menus. A page may link to any other, and stands beneath the home page unless it names a parent,
# which comes before it.
PAGES = (
    "privacy",
    "accessibility",
    "contact",
    "invite-a-speaker",
    "complaints",
    "statement",
    "get-involved",
    "get-involved/sign",
    "get-involved/share",
    "get-involved/write",
    "get-involved/motion",
    "get-involved/speaker",
    "get-involved/detention",
    "get-involved/contact",
    "model-motion",
    "close-detention-centres",
    "close-detention-centres/open-letter",
    "close-detention-centres/write",
    "close-detention-centres/motion",
    "close-detention-centres/protest",
    "close-detention-centres/share",
    "news",
    "news/conference",
    "news/open-letter",
    "news/first-weeks",
    "about",
    "write-to-your-representatives",
    "profile-frame",
)
NO_FIELDS = ("type", "slug", "parent")
HOME = "home"
SETTINGS = "settings"
WELCOME_TITLE = "Welcome to your new Wagtail site!"


@transaction.atomic
def load() -> list[str]:
    """Lay down what was never laid down before; a line for each thing made, changed or left.

    Nothing that exists is overwritten, and what editors deleted or renamed does not come back.
    """
    return _Loader().load()


def read(name: str) -> dict:
    """The contents of one file."""
    return yaml.safe_load((CONTENT_DIR / f"{name}.yaml").read_text(encoding="utf-8"))


class _Loader:
    def __init__(self) -> None:
        self.report: list[str] = []
        self.pages: dict[str, Page | None] = {}
        self.laid_down = {item.name: item for item in StarterItem.objects.select_related("page")}

    def load(self) -> list[str]:
        home, home_is_new = self.place_home()
        site = self.point_site_to(home)
        self.remove_welcome()
        # Pages that are none of ours can be linked too, by their slug.
        self.pages = {page.slug: page for page in home.get_children()}
        new = [name for name in PAGES if self.place(name, home)]
        for name in new:  # once more, now that every page exists and links find theirs
            self.write(self.pages[name], read(name))
        if home_is_new:
            self.write(home, read(HOME))
        self.fill_settings(site)
        return self.report

    def place_home(self) -> tuple[HomePage, bool]:
        home = HomePage.objects.first()
        is_new = home is None
        if is_new:
            content = read(HOME)
            home = HomePage(title=content["title"], slug=content["slug"], live=False)
            Page.get_first_root_node().add_child(instance=home)
        self.remember(HOME, home)
        self.tell("made" if is_new else "left as it is", "/")
        return home, is_new

    def point_site_to(self, home: HomePage) -> Site:
        """The default site shows our home page, under the name and address of this installation."""
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        address = urlsplit(settings.BASE_URL)
        wanted = {
            "hostname": address.hostname,
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": site.site_name or read(SETTINGS)["campaign_name"],
        }
        if not site.root_page_id or site.root_page.specific_class is Page:  # Wagtail's welcome page
            wanted["root_page_id"] = home.pk
        if any(getattr(site, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(site, name, value)
            site.save()
            self.tell("set", f"the site's address {settings.BASE_URL}")
        return site

    def remove_welcome(self) -> None:
        """Wagtail's own first page goes, once no site shows it and nothing stands beneath it."""
        welcome = Page.objects.filter(depth=2, title=WELCOME_TITLE, numchild=0, sites_rooted_here__isnull=True)
        for page in welcome:
            page.delete()
            self.tell("removed", "Wagtail's welcome page")

    def place(self, name: str, home: HomePage) -> bool:
        """Find the page a file describes, or make it; true for a new one, whose links are still to be set."""
        if name in self.laid_down:
            page = self.pages[name] = self.laid_down[name].page
            self.tell("left as it is" if page else "not laid down again: an editor deleted it", f"/{name}/")
            return False
        content = read(name)
        parent = self.pages[content["parent"]] if "parent" in content else home
        if parent is None:
            self.pages[name] = None
            self.tell("not laid down: an editor deleted what it stands beneath", f"/{name}/")
            return False
        page = self.pages[name] = parent.get_children().filter(slug=content["slug"]).first()
        is_new = page is None
        if is_new:
            page = apps.get_model(content["type"])(title=content["title"], slug=content["slug"], live=False)
            self.pages[name] = page
            self.fill(page, content)
            parent.add_child(instance=page)
        self.tell("made" if is_new else "left as it is", page.url_path.removeprefix(home.url_path.rstrip("/")))
        self.remember(name, page)
        return is_new

    def write(self, page: Page, content: dict) -> None:
        """Fill the page's fields and publish it, the way an organiser's button does."""
        self.fill(page, content)
        page.save_revision().publish()

    def fill(self, page: Page, content: dict) -> None:
        for name, given in content.items():
            if name not in NO_FIELDS:
                setattr(page, name, self.value_of(page._meta.get_field(name), given))

    def value_of(self, field: models.Field, given):
        if isinstance(field, RichTextField):
            return to_rich_text(given, field.features, self.pages)
        if isinstance(field, StreamField):
            return to_blocks(field.stream_block, given, self.pages)
        if isinstance(field, models.ForeignKey):
            return self.page_for(field, given)
        if isinstance(field, models.ManyToManyField):
            return [self.named(field.related_model, name) for name in given]
        return given.strip() if isinstance(given, str) else given

    def page_for(self, field: models.ForeignKey, name: str) -> Page | None:
        page = self.pages.get(name)
        return page.specific if page and field.related_model is not Page else page

    def named(self, model: type[models.Model], name: str) -> models.Model:
        """A topic or the like, known by its name."""
        return model.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]

    def fill_settings(self, site: Site) -> None:
        """Fill what is still empty, once."""
        if SETTINGS in self.laid_down:
            self.tell("left as they are", "the site's settings")
            return
        site_settings = SiteSettings.for_site(site)
        for name, given in read(SETTINGS).items():
            if not getattr(site_settings, name):
                setattr(site_settings, name, self.value_of(SiteSettings._meta.get_field(name), given))
        site_settings.save()
        self.remember(SETTINGS)
        self.tell("made", "the site's settings")

    def remember(self, name: str, page: Page | None = None) -> None:
        if name not in self.laid_down:
            page_id = page.pk if page else None
            self.laid_down[name] = StarterItem.objects.create(name=name, page_id=page_id)

    def tell(self, what_happened: str, what: str) -> None:
        self.report.append(f"{what}: {what_happened}")
