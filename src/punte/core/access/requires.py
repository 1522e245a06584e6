"""Every view names its permission: `@requires(Permission.X)`; a test walks all URLs for it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from punte.core.access.permissions import Permission
from punte.core.access.viewer import Viewer
from punte.core.errors import Refused

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class ViewerRequest(HttpRequest):
    """A request whose viewer is known (set by ViewerMiddleware)."""

    viewer: Viewer


def requires(
    permission: Permission,
) -> Callable[
    [Callable[Concatenate[ViewerRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Refuse a view to viewers without the permission; send strangers to sign in."""

    def decorate(
        view: Callable[Concatenate[ViewerRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            viewer: Viewer | None = getattr(request, "viewer", None)
            if viewer is None:
                return without_viewer(request)
            viewer.require(permission)
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]  # mypy names the first argument

    return decorate


def without_viewer(request: HttpRequest) -> HttpResponseBase:
    """Send a stranger to sign in; tell a signed-in person without a role that there is none."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        raise Refused(_("You have no role in any agency now. Ask the manager of your agency."))
    return to_sign_in(request)


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Send a stranger to the sign-in page and back afterwards."""
    back = QueryDict(mutable=True)
    back["next"] = request.get_full_path()
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{back.urlencode(safe='/')}")


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view as open to everyone, on purpose."""

    @functools.wraps(view)
    def opened(*args: P.args, **kwargs: P.kwargs) -> R:
        return view(*args, **kwargs)

    opened.permission = None  # type: ignore[attr-defined]
    return opened


def permission_of(view: Any) -> Permission | str | None:
    """The declared permission, None for a public view, or "undeclared"."""
    return getattr(view, "permission", "undeclared")
