"""Where the button of an action leads."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class MailBlock(blocks.StructBlock):
    """A mail that the visitor's own program opens."""

    address = blocks.EmailBlock(label=_("Address"), help_text=_("Who gets the mail. It is shown to everybody."))
    subject = blocks.CharBlock(
        label=_("Subject"), required=False, max_length=120, help_text=_("Filled in for the writer, who may change it.")
    )

    class Meta:
        label = _("Mail")
        description = _("Opens a new mail to an address of the campaign.")
        icon = "mail"
        preview_value = {"address": "hello@campaign.example", "subject": _("I want to help")}


class ShareBlock(blocks.StructBlock):
    """Passing a page of ours on."""

    page = blocks.PageChooserBlock(
        label=_("Page to pass on"), required=False, help_text=_("Leave it empty to pass on the front page.")
    )

    class Meta:
        label = _("Share")
        description = _("Shows buttons for passing a page on: messengers, networks, mail, a link to copy.")
        icon = "redirect"


class TargetBlock(blocks.StreamBlock):
    """Exactly one thing that the button does."""

    page = blocks.PageChooserBlock(
        label=_("A page of this site"),
        icon="doc-empty",
        help_text=_("It must be published, or the button is not shown."),
    )
    document = DocumentChooserBlock(
        label=_("A document to download"),
        icon="doc-full",
        help_text=_("Say in its title what it is: “Petition sheet”."),
    )
    mail = MailBlock()
    website = blocks.URLBlock(
        label=_("Another website"), icon="link-external", help_text=_("The whole address, from https:// on.")
    )
    share = ShareBlock()

    class Meta:
        max_num = 1
        icon = "arrow-right"
