"""Confirming who one is again, before something grave."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from punte.core.agencies.models import Account

P = ParamSpec("P")
Req = HttpRequest  # short, for the signature below


def recently_authenticated(request: HttpRequest, minutes: int = 10) -> bool:
    """True when the person proved who they are (password, code or passkey) that recently."""
    if not isinstance(request.user, Account):
        return False
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < minutes * 60 for record in records)


def ask_again(request: HttpRequest, back: str = "") -> HttpResponseBase:
    """Lead to the page that asks for password, code or passkey, and then to `back`.

    back: a page of Punte that can be opened by a link; default: this page, or for a sent form
    the page it was sent from.
    """
    methods = get_adapter().get_reauthentication_methods(request.user)
    url = methods[0]["url"] if methods else resolve_url("account_login")
    query = QueryDict(mutable=True)
    query["next"] = back or _page_behind(request)
    where = f"{url}?{query.urlencode(safe='/')}"
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return redirect(where)


def _page_behind(request: HttpRequest) -> str:
    if request.method == "GET" and "HX-Request" not in request.headers:
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if known else "/"


def needs_recent_sign_in(
    minutes: int = 10,
) -> Callable[
    [Callable[Concatenate[Req, P], HttpResponseBase]],
    Callable[Concatenate[Req, P], HttpResponseBase],
]:
    """Decorate a view so that it first asks who one is, unless that was proved recently."""

    def decorate(
        view: Callable[Concatenate[Req, P], HttpResponseBase],
    ) -> Callable[Concatenate[Req, P], HttpResponseBase]:
        @functools.wraps(view)
        def asked(request: Req, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not recently_authenticated(request, minutes):
                return ask_again(request)
            return view(request, *args, **kwargs)

        return asked  # type: ignore[return-value]  # mypy names the first argument; callers do not

    return decorate
