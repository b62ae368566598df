"""What the admin home says about signatures."""

from wagtail.admin.ui.components import Component

from signatures.admin.queue import confirmed_figures, queue_figures


class DeskPanel(Component):
    """How many wait and how old the oldest is; today, this week and last. Each figure leads to its list."""

    name = "signatures"
    template_name = "signatures/admin/desk_panel.html"
    order = 50

    def get_context_data(self, parent_context: dict) -> dict:
        return {"figures": queue_figures(), "confirmed": confirmed_figures()}
