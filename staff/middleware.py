"""Where somebody comes out who must log in anew in the middle of a form."""

from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


class LoginAfterFormMiddleware:
    """Leads them back to the page of the form, and says that nothing was done.

    Wagtail's login leads to the address that was asked for. That of a form's target takes no visits: after the login
    one would stand before an empty page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == 302 and _leads_to_the_login(response["Location"]):
            come_back = urlencode({REDIRECT_FIELD_NAME: _page_of_the_form(request)}, safe="/")
            response["Location"] = f"{reverse('wagtailadmin_login')}?{come_back}"
            if request.accepts("text/html"):  # a script's post is followed by the page's own, which is told
                messages.warning(request, _("Your login had run out: what you pressed last was not done."))
        return response


def _leads_to_the_login(location: str) -> bool:
    target = urlsplit(location)
    return target.path == reverse("wagtailadmin_login") and REDIRECT_FIELD_NAME in parse_qs(target.query)


def _page_of_the_form(request: HttpRequest) -> str:
    """The address of the desk that the form says it came from, else the desk's first page."""
    home, came_from = reverse("wagtailadmin_home"), request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return home  # another site's, or no address at all
    page = urlsplit(came_from)
    if not page.path.startswith(home):
        return home
    return f"{page.path}?{page.query}" if page.query else page.path
