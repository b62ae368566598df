"""How pages that are the same for everybody travel: kept for a while, checked cheaply, and compressed."""

import gzip
import hashlib

import brotli
from django.conf import settings
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from config.middleware import CookielessPublicMiddleware

LEAST_TO_COMPRESS = 400  # bytes; below it the headers weigh more than what is saved
COMPRESSIBLE = ("text/", "application/json", "application/atom+xml", "application/xml", "image/svg+xml")


class PublicPagesMiddleware:
    """Says how long a public page may be kept, answers "unchanged" to whoever has it, and compresses it.

    Only what every cache may keep is compressed, and the page that says "not found", which knows no more. So no
    compressed answer holds a secret beside words that a stranger chose (the attack is known as BREACH): public pages
    have no cookie, and their forms' tokens are the same for every visitor. The admin, private links and answers to
    forms say `no-store` or nothing, and go out as they are.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") or response.status_code not in (200, 404) or response.streaming:
            return response
        if response.status_code == 404:
            if self._is_page_for_everybody(request, response):
                self._compress(request, response)  # but not kept: the page may be published any moment
            return response
        if self._is_page_for_everybody(request, response):
            patch_cache_control(response, public=True, max_age=settings.PAGE_SECONDS)
        if "public" not in response.get("Cache-Control", "") or response.cookies:
            return response
        if not response.has_header("ETag"):
            response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:24]}"'
        self._compress(request, response)
        return get_conditional_response(request, etag=response["ETag"], response=response)

    @staticmethod
    def _is_page_for_everybody(request, response) -> bool:
        return (
            response.get("Content-Type", "").startswith("text/html")
            and not response.has_header("Cache-Control")
            and not response.cookies
            and not getattr(request, "is_dummy", False)
            and not request.path_info.startswith(CookielessPublicMiddleware.WITH_COOKIES)
        )

    @staticmethod
    def _compress(request, response) -> None:
        if not response.get("Content-Type", "").startswith(COMPRESSIBLE) or response.has_header("Content-Encoding"):
            return
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = request.headers.get("Accept-Encoding", "")
        if len(response.content) < LEAST_TO_COMPRESS:
            return
        if "br" in {encoding.partition(";")[0].strip() for encoding in accepted.split(",")}:
            response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=5)
            response["Content-Encoding"] = "br"
        elif "gzip" in accepted:
            response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
            response["Content-Encoding"] = "gzip"
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
