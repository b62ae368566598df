"""What is the same on every page, and who answers for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, ObjectList, PageChooserPanel, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

STATEMENT_PAGE = "signatures.StatementPage"
CHANGE_RESPONSIBILITY = "home.change_responsibility"


class SocialAccountBlock(blocks.StructBlock):
    """Where else to follow the campaign."""

    label = blocks.CharBlock(
        label=_("Name"), max_length=40, help_text=_("As people know it: Mastodon, Facebook, Bluesky …")
    )
    url = blocks.URLBlock(label=_("Address"), help_text=_("The whole address of our account, from https:// on."))

    class Meta:
        label = _("Account")
        icon = "globe"


class ProcessorBlock(blocks.StructBlock):
    """Somebody who handles people's data for us, and may use them for nothing else."""

    name = blocks.CharBlock(label=_("Who"), max_length=120, help_text=_("The company's or person's name."))
    task = blocks.CharBlock(
        label=_("What for"), max_length=160, help_text=_("For example: hosts this site; carries its email.")
    )
    place = blocks.CharBlock(
        label=_("Where"), max_length=120, help_text=_("The country in which the data are, for example: United Kingdom.")
    )

    class Meta:
        label = _("Processor")
        icon = "group"


@register_setting(icon="cog", order=100)
class SiteSettings(BaseSiteSetting):
    """Names, links, footer and responsibility. Saved changes are on every page at once."""

    campaign_name = models.CharField(_("campaign's name"), max_length=120, default="Labour Campaign for Free Movement")
    short_name = models.CharField(
        _("short name"), max_length=20, default="LCFM", help_text=_("For narrow screens and mail subjects.")
    )
    strapline = models.CharField(
        _("strapline"), max_length=160, blank=True, help_text=_("A few words beneath the name.")
    )
    share_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("sharing picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "For pages without one of their own, best 1200 by 630. Empty: each page is shared with a card that the "
            "site makes from its title."
        ),
    )
    social_links = StreamField(
        [("account", SocialAccountBlock())],
        verbose_name=_("social accounts"),
        blank=True,
        help_text=_("Shown in the footer, in this order."),
    )
    footer_pages = StreamField(
        [("page", blocks.PageChooserBlock(label=_("Page")))],
        verbose_name=_("footer menu"),
        blank=True,
        help_text=_("The pages that the footer lists. Empty: the information pages that are not in the menu."),
    )
    footer_note = RichTextField(
        _("footer note"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("A line or two at the foot of every page."),
    )
    contact_email = models.EmailField(
        _("campaign's email address"),
        blank=True,
        help_text=_("Where visitors and signers can write. It is public."),
    )
    data_controller = models.TextField(
        _("data controller"),
        blank=True,
        help_text=_("Name and postal address of whoever answers for people's data. It is public; the law asks for it."),
    )
    data_contact = models.TextField(
        _("who to ask about data"),
        blank=True,
        help_text=_(
            "An email address or a person for questions about data; the data protection officer, if there is one. "
            "The privacy page shows it."
        ),
    )
    processors = StreamField(
        [("processor", ProcessorBlock())],
        verbose_name=_("who handles data for us"),
        blank=True,
        help_text=_("Whoever hosts the site, carries its email or keeps its backups. The privacy page lists them."),
    )
    sheets_address = models.TextField(
        _("where filled petition sheets go"),
        blank=True,
        help_text=_("Postal address, printed on every petition sheet. Empty: the sheet says to ask us by email."),
    )
    statement = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("main statement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where “Sign” leads, on every page."),
    )

    select_related = ("statement", "share_image")

    names_panels = (
        FieldPanel("campaign_name"),
        FieldPanel("short_name"),
        FieldPanel("strapline"),
        FieldPanel("share_image"),
    )
    links_panels = (FieldPanel("social_links"), FieldPanel("footer_pages"), FieldPanel("footer_note"))
    # Settings have no draft that an organiser could check: what the law or a signature hangs on needs a right.
    responsibility_panels = (
        FieldPanel("contact_email", permission=CHANGE_RESPONSIBILITY),
        FieldPanel("data_controller", permission=CHANGE_RESPONSIBILITY),
        FieldPanel("data_contact", permission=CHANGE_RESPONSIBILITY),
        FieldPanel("processors", permission=CHANGE_RESPONSIBILITY),
        FieldPanel("sheets_address", permission=CHANGE_RESPONSIBILITY),
        PageChooserPanel("statement", page_type=STATEMENT_PAGE, permission=CHANGE_RESPONSIBILITY),
    )
    edit_handler = TabbedInterface(
        [
            ObjectList(names_panels, heading=_("Names")),
            ObjectList(links_panels, heading=_("Footer and accounts")),
            ObjectList(responsibility_panels, heading=_("Responsibility"), permission=CHANGE_RESPONSIBILITY),
        ]
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        permissions = (("change_responsibility", "Can change who answers for the site and what visitors sign"),)

    @property
    def open_statement(self) -> Page | None:
        """The main statement, as long as it is published."""
        return self.statement if self.statement and self.statement.live else None
