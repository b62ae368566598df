from wagtail import hooks

from sharing.rich_text import OnwardLinkHandler


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, which it replaces
def links_that_go_onward(features) -> None:
    features.register_link_type(OnwardLinkHandler)
