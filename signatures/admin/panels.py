"""What the admin home says about signatures."""

from datetime import timedelta

from django.utils import timezone
from wagtail.admin.ui.components import Component

from signatures.admin.queue import confirmed_figures, queue_figures
from signatures.services import automatic


class DeskPanel(Component):
    """How many wait and how old the oldest is; today, this week and last. Each figure leads to its list."""

    name = "signatures"
    template_name = "signatures/admin/desk_panel.html"
    order = 50

    def get_context_data(self, parent_context: dict) -> dict:
        return {"figures": queue_figures(), "confirmed": confirmed_figures()}


class SamplePanel(Component):
    """How much of yesterday's sample nobody has looked at; absent on days after which there is none."""

    name = "sample"
    template_name = "signatures/admin/sample_panel.html"
    order = 55

    def get_context_data(self, parent_context: dict) -> dict:
        yesterday = timezone.localdate() - timedelta(days=1)
        return {"figures": automatic.figures(yesterday), "flagged": automatic.flagged_since().count()}
