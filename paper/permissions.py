"""Who may do what with sheets, as questions that read aloud."""


def can_order_sheets(user) -> bool:
    """Order numbered sheets, see whose they are, download and cancel them."""
    return user.has_perm("paper.order_sheets")
