"""How a view asks who is there, before anything else. The questions themselves are each room's `permissions`."""

from collections.abc import Callable
from functools import wraps
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


class Person(Protocol):
    """Whoever is logged in, or nobody: all that a question about permissions needs to know."""

    def has_perm(self, name: str) -> bool: ...


def only_if(question: Callable[[Person], bool]) -> Callable:
    """A view for those of whom `question(user)` is true. Raises PermissionDenied for the others."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not question(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wrapper

    return decorator
