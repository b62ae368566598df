"""The fields that pages get from here. This room has no table of its own."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from placeholders.words import Placeholders

MAX_WORDS = 200  # X takes 280 characters and counts an address as 23

PLACEHOLDERS = Placeholders("title", "campaign")

HELP = format_lazy(
    _(
        "What people send with the link; they can change it before they send it. Write it as they would say it. "
        "You may use {list}; the site puts in the real words. Empty: the page's title."
    ),
    list=str(PLACEHOLDERS),
)


def share_words_field(default="") -> models.CharField:
    return models.CharField(_("words to share"), max_length=MAX_WORDS, blank=True, default=default, help_text=HELP)


class WithShareWords(models.Model):
    """A page whose editors choose the words that go with its link when somebody passes it on."""

    share_words = share_words_field()

    share_words_panel = FieldPanel("share_words")

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if errors := PLACEHOLDERS.errors_in(self, ["share_words"]):
            raise ValidationError(errors)


class WithShareImage(models.Model):
    """A page whose editors may choose the picture that chats and networks show with its link."""

    share_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("sharing picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Shown when somebody shares this page, best 1200 by 630. Empty: the campaign's own picture if it has one, "
            "or else a card that the site makes from the title."
        ),
    )

    share_image_panel = FieldPanel("share_image")

    class Meta:
        abstract = True


class Shareable(WithShareImage, WithShareWords):
    """A page that is passed on with a picture and words of its editors' choice, under the tab "Promote"."""

    search_and_sharing_panel = MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
            WithShareImage.share_image_panel,
            WithShareWords.share_words_panel,
        ],
        heading=_("For search engines and sharing"),
    )
    promote_panels = (
        search_and_sharing_panel,
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For the site's menu")),
    )

    class Meta:
        abstract = True
