"""The page on which supporters put a frame around their photograph."""

from http import HTTPMethod

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.snippets.blocks import SnippetChooserBlock

from campaign_pages.blocks import BodyBlock
from profile_frames.models.frame import ProfileFrame
from profile_frames.starter_set import STARTER_SET, StarterFrame
from sharing.models import Shareable

MAX_FRAMES = 12
SIZES = ("400", "800", "1080")  # what the networks ask for; strings, or the page would write 1,080


class FramesBlock(blocks.StreamBlock):
    """Frames in the order in which the page offers them."""

    starter = blocks.ChoiceBlock(
        choices=[(frame.name, frame.title) for frame in STARTER_SET.values()],
        label=_("A frame that comes with the site"),
        icon="image",
    )
    uploaded = SnippetChooserBlock(ProfileFrame, label=_("A frame of our own"), icon="upload")

    class Meta:
        max_num = MAX_FRAMES


class ProfileFramePage(Shareable, Page):
    """The photograph never leaves the visitor's device: the page has no form, and its script sends nothing."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("A sentence or two: why people should show it in their profile picture."),
    )
    frames = StreamField(
        FramesBlock(),
        verbose_name=_("frames"),
        help_text=_("The first is shown at once. Upload new ones under “Profile frames”."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What else to say beneath the tool."),
    )

    private_page_options = ()  # public pages know no visitor, so none could be let in
    allowed_http_methods = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS)
    page_description = _("People lay a frame over their profile picture here, on their own device.")
    parent_page_types = ("home.HomePage",)
    subpage_types: tuple = ()
    template = "profile_frames/profile_frame_page.html"

    content_panels = (*Page.content_panels, FieldPanel("introduction"), FieldPanel("frames"), FieldPanel("body"))
    search_fields = (*Page.search_fields, index.SearchField("introduction"), index.SearchField("body"))

    class Meta:
        verbose_name = _("profile frame page")
        verbose_name_plural = _("profile frame pages")

    @property
    def offered(self) -> list[ProfileFrame | StarterFrame]:
        """The frames as the page shows them; one that was deleted meanwhile is left out."""
        found = [
            STARTER_SET.get(block.value) if block.block_type == "starter" else block.value for block in self.frames
        ]
        return [frame for frame in found if frame]

    def get_context(self, request, *args, **kwargs) -> dict:
        return super().get_context(request, *args, **kwargs) | {"frames": self.offered, "sizes": SIZES}
