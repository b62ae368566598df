"""Wagtail's admin without inline script, so that the strict content security policy holds there as well.

Wagtail starts its choosers, date pickers and inline panels by a bare `<script>` beside each. No browser that honours
our policy runs those. They leave here as plain data instead, and `static/js/admin-starts.js` does what they say, if
it is one of the few things that it knows.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Without quotation marks, because the answers of the admin's dialogs are HTML inside JSON.
BARE, PLAIN = b"<script>", b"<script type=text/plain data-start>"
CHANGED_TYPES = ("text/html", "application/json")


class PlainInlineScriptsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self._may_hold_script(request, response) and BARE in response.content:
            response.content = response.content.replace(BARE, PLAIN)
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response

    def _may_hold_script(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.path.startswith(reverse("wagtailadmin_home"))
            and not response.streaming
            and response.get("Content-Type", "").startswith(CHANGED_TYPES)
        )
