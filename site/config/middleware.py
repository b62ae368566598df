"""What every request passes on its way in and out."""

import logging
import time

from django.http import HttpResponseBadRequest

from config.logging import route_of

access = logging.getLogger("access")


class AccessLogMiddleware:
    """Logs method, route name, status and milliseconds of each request, and nothing that tells who asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = time.monotonic()
        response = self.get_response(request)
        milliseconds = (time.monotonic() - began) * 1000
        access.info("%s %s %s %.0f ms", request.method, route_of(request), response.status_code, milliseconds)
        return response


class SecurityHeadersMiddleware:
    """The headers for which Django has no setting."""

    PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", self.PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class BadPathMiddleware:
    """Answers 400 to paths and queries that no database may be asked about: NUL and undecodable bytes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "%00" in query or "\ufffd" in request.path_info:
            return HttpResponseBadRequest("This address can't be read.", content_type="text/plain")
        return self.get_response(request)


class CookielessPublicMiddleware:
    """Outside of the admin nobody has a cookie: what a browser sends along is not looked at and not answered.

    So a public page can't differ for somebody who is logged in, and a broken cookie isn't mended in public.
    Documents may belong to collections that only staff can open, so they stay with the admin. A preview in the admin
    is a request that Wagtail makes up for the page's address: it keeps its editor, for whom the page is checked.
    """

    WITH_COOKIES = ("/admin/", "/documents/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_preview = getattr(request, "is_dummy", False)
        if not is_preview and not request.path_info.startswith(self.WITH_COOKIES):
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)
