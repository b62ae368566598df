"""Who may put the actions into another order: whoever may edit them.

Wagtail lets only those reorder who may publish, as a new order is public at once. The order of the actions is
editors' work all the same: nothing is lost by it, dragging back undoes it, and the history of each page keeps it.
"""

from wagtail.models import Page, PagePermissionTester


class ActionListTester(PagePermissionTester):
    """The rights to a page with actions beneath it."""

    def can_reorder_children(self) -> bool:
        return super().can_reorder_children() or (self.user.is_active and "change" in self.permissions)


class ActionTester(PagePermissionTester):
    """The rights to an action, which may be moved within its list by whoever may reorder that."""

    def can_move_to(self, destination: Page) -> bool:
        within = self.page.is_child_of(destination)
        return super().can_move_to(destination) or (
            within and destination.permissions_for_user(self.user).can_reorder_children()
        )


class WithActions:
    """A page with actions beneath it, in the order that editors choose. Comes before `Page` among the bases."""

    def permissions_for_user(self, user) -> PagePermissionTester:
        return ActionListTester(user, self)
