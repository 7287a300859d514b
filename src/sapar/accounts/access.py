"""The one gate of every screen: ``@requires("calls.manage")`` and, for a record, ``check``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from sapar.accounts.models import User
from sapar.accounts.queries import Someone

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def check(user: Someone, permission: str, record: object = None) -> None:
    """Raise PermissionDenied unless ``user`` has the permission, on ``record`` where one is given.

    Raises KeyError for a permission nobody declared, which would otherwise be denied unnoticed.
    """
    if not rules.perm_exists(permission):
        raise KeyError(f"no such permission: {permission}")
    if not rules.has_perm(permission, user, record):
        raise PermissionDenied(permission)


def requires(permission: str) -> Callable[[View], View]:
    """Let only those in who have the permission; a stranger is asked to sign in and comes back."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            check(request.user, permission)
            return view(request, *args, **kwargs)

        return cast(View, guarded)

    return decorate


def signed_in(request: HttpRequest) -> User:
    """The account behind a request that `requires` has let in."""
    assert isinstance(request.user, User)  # noqa: S101  (nobody else comes here)
    return request.user


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks, for a part of the page that is open."""
    return bool(request.headers.get("HX-Request"))


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, which leads back; a part that htmx asked for leads to its page."""
    if not is_part(request):
        return redirect_to_login(request.get_full_path())
    page = urlsplit(request.headers.get("HX-Current-URL", "")).path
    return HttpResponseClientRedirect(redirect_to_login(page or request.get_full_path()).url)
