"""The one guard in front of every form that the public posts.

Django's own CSRF check needs a cookie, and our public pages set none. A forged post could do no more than what
anybody can do by hand, since a form carries no login; the guard keeps out other sites' pages and absurd bodies.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

MAX_BODY_BYTES = 32 * 1024
MAX_FIELDS = 50


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wraps a view whose POST comes from a public form; other methods pass untouched.

    Answers 413 to bodies over `MAX_BODY_BYTES`, 403 to posts from another site's page, and 400 to bodies that
    can't be read as a form. An absent `Origin` is accepted: old browsers and scripts send none.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST":
            refusal = _refusal(request)
            if refusal is not None:
                return refusal
        return view(request, *args, **kwargs)

    return csrf_exempt(wrapper)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return render(request, "400.html", status=400)
    if length > MAX_BODY_BYTES:
        return render(request, "413.html", status=413)
    if is_foreign(request):
        return render(request, "403.html", status=403)
    if request.content_params.get("charset", "utf-8").lower() != "utf-8":  # others can hold what no page can show
        return render(request, "400.html", status=400)
    try:
        fields = list(request.POST.lists())
    except (RequestDataTooBig, TooManyFieldsSent):
        return render(request, "413.html", status=413)
    except (MultiPartParserError, UnicodeError, ValueError, LookupError):
        return render(request, "400.html", status=400)
    if len(fields) > MAX_FIELDS or request.FILES:
        return render(request, "400.html", status=400)
    return None


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that another site's page sent this.

    Source: Fetch Metadata Request Headers (W3C) for `Sec-Fetch-Site`, RFC 6454 section 7 for `Origin`.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("Origin")
    if not origin or origin == "null":  # "null" comes from our own pages too, since they send no referrer
        return False
    try:
        return urlsplit(origin).netloc != request.get_host()
    except ValueError:  # no browser's
        return True
