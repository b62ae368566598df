"""What every campaign page has in common."""

from http import HTTPMethod

from wagtail.models import Page

from sharing.models import Shareable


class BasePage(Shareable, Page):
    """A page that is read and never posted to, with a picture for when it is shared."""

    # Forms are posted to views of their own: what a page answers is the same for everybody and can be cached.
    private_page_options = ()  # public pages know no visitor, so none could be let in
    allowed_http_methods = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS)

    class Meta:
        abstract = True
