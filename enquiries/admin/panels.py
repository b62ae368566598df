"""What the admin home says about enquiries."""

from wagtail.admin.ui.components import Component

from enquiries.admin.inbox import figures


class InboxPanel(Component):
    """Speaker requests and messages not answered, and what is in quarantine. Each figure leads to its list."""

    name = "enquiries"
    template_name = "enquiries/admin/inbox_panel.html"
    order = 55

    class Media:
        css = {"all": ("enquiries/inbox.css",)}

    def get_context_data(self, parent_context: dict) -> dict:
        return {"figures": figures()}
