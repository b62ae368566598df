"""The panel of the page editor that counts a motion's words while they are typed."""

from django import forms
from django.forms.widgets import Script
from wagtail.admin.panels import Panel

from campaign_pages.documents.motion import PLACEHOLDERS, Variant
from campaign_pages.documents.word_count import LIMIT


class WordCountPanel(Panel):
    """Title and text, counted apart for each variant; it warns above the limit and refuses nothing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "campaign_pages/admin/word_count.html"

        @property
        def media(self) -> forms.Media:
            return forms.Media(js=[Script("js/motion-editor.js", type="module")])

        def get_context_data(self, parent_context: dict | None = None) -> dict:
            context = super().get_context_data(parent_context)
            return context | {
                "limit": LIMIT,
                "motions": [self.instance.motion(variant) for variant in Variant],
                "words": {
                    variant.value: {name: str(words[variant]) for name, words in PLACEHOLDERS.items()}
                    for variant in Variant
                },
            }
