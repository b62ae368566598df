"""What a petition sheet and the poster say."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page

from paper.prose import Block, blocks
from paper.services import version_code
from sharing.sources import SourceTag, tagged
from signatures.models import StatementPage, StatementVersion

SITE_SETTINGS = ("home", "SiteSettings")


@dataclass(frozen=True)
class Labels:
    """The heads of the table's columns."""

    first_name: str
    last_name: str
    email: str
    roles: str


@dataclass(frozen=True, kw_only=True)
class _LeadsToForm:
    """Paper that leads to the form online: `form_address` is the statement's page."""

    form_address: str

    @property
    def coded_address(self) -> str:
        """What the QR code holds: the charts tell whom paper led here."""
        return tagged(self.form_address, SourceTag.PAPER)

    @property
    def short_address(self) -> str:
        """The form's address as people type it."""
        return self.form_address.partition("://")[2].rstrip("/")


@dataclass(frozen=True)
class SheetContent(_LeadsToForm):
    """`summary` stands for `text` where that is too long; empty, the beginning of the text does."""

    kicker: str
    title: str
    text: tuple[Block, ...]
    summary: tuple[Block, ...]
    version_mark: str
    code: str
    publish_words: str
    keep_in_touch_words: str
    labels: Labels
    campaign: str
    controller: str
    contact: str
    send_to: str
    language: str


@dataclass(frozen=True)
class PosterContent(_LeadsToForm):
    kicker: str
    title: str
    words: str
    campaign: str
    language: str


def sheet_content(statement: StatementPage, version: StatementVersion) -> SheetContent:
    """What the sheet of `version` says, in that version's own words."""
    site = _site_settings(statement)
    day = date_format(version.published_at, "j F Y")
    return SheetContent(
        kicker=statement.kicker,
        title=version.title,
        text=blocks(version.text),
        summary=blocks(statement.sheet_summary),
        version_mark=_("Version %(number)s, %(day)s") % {"number": version.number, "day": day},
        code=version_code(version),
        form_address=_address(statement),
        publish_words=version.publish_wording.text,
        keep_in_touch_words=version.keep_in_touch_wording.text,
        labels=Labels(
            statement.first_name_label, statement.last_name_label, statement.email_label, statement.roles_label
        ),
        campaign=site.campaign_name if site else "",
        controller=" ".join(site.data_controller.split()) if site else "",
        contact=site.contact_email if site else "",
        send_to=" ".join(site.sheets_address.split()) if site else "",
        language=_language(statement),
    )


def poster_content(statement: StatementPage) -> PosterContent:
    """What the poster says of the statement as it is now; its introduction, or else its description, in full."""
    site = _site_settings(statement)
    words = " ".join(strip_tags(statement.introduction.replace("</p>", " ")).split()) or statement.search_description
    return PosterContent(
        kicker=statement.kicker,
        title=statement.title,
        words=words,
        form_address=_address(statement),
        campaign=site.campaign_name if site else "",
        language=_language(statement),
    )


def _address(statement: StatementPage) -> str:
    return statement.full_url or settings.BASE_URL


def _site_settings(statement: Page):
    """The settings of the site that the statement stands on; by name, as templates find them."""
    site = statement.get_site()
    return apps.get_model(*SITE_SETTINGS).for_site(site) if site else None


def _language(page: Page) -> str:
    language, _dash, region = (page.locale.language_code if page.locale_id else "en-gb").partition("-")
    return f"{language}-{region.upper()}" if region else language
