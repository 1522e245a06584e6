"""What a signed-in request passes before anything else: language, idle time, second factor."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import ngettext

from punte.core.access.door import to_sign_in
from punte.core.agencies.models import Account

Next = Callable[[HttpRequest], HttpResponseBase]

LAST_ACT = "last_act"
CONFIRMED = "second_factor_set_up"
TOUCH_SECONDS = 30
# Requests that a page makes by itself carry this header; they keep nobody signed in.
BACKGROUND_HEADER = "X-Punte-Background"
STREAM = "/notices/stream"

# Where one may go before a second factor is set up: to set it up, to confirm it, and out.
OPEN_WITHOUT_SECOND_FACTOR = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_logout",
        "set_language",
        "leave",
        "healthz",
    }
)


class Gate:
    """Base of the gates: sync, and nothing to say about strangers."""

    async_capable = False
    sync_capable = True

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        stopped = self.stop(request, user) if isinstance(user, Account) else None
        return self.get_response(request) if stopped is None else stopped

    def stop(self, request: HttpRequest, account: Account) -> HttpResponseBase | None:
        raise AssertionError("every gate says when it stops")


class LanguageGate(Gate):
    """Speaks the account's language, whatever the browser says."""

    def stop(self, request: HttpRequest, account: Account) -> HttpResponseBase | None:
        translation.activate(account.language)
        request.LANGUAGE_CODE = translation.get_language()
        return None


class IdleGate(Gate):
    """Ends a session in which nobody did anything for `settings.IDLE_MINUTES`."""

    def stop(self, request: HttpRequest, account: Account) -> HttpResponseBase | None:
        now = time.time()
        last = request.session.get(LAST_ACT)
        if last is not None and now - last > settings.IDLE_MINUTES * 60:
            return end_idle(request)
        if is_background(request):
            return None
        if last is None or now - last > TOUCH_SECONDS:
            request.session[LAST_ACT] = now
            UserSession.objects.create_from_request(request)
        return None


class SecondFactorGate(Gate):
    """Leads an account without a second factor to set one up before anything else."""

    def stop(self, request: HttpRequest, account: Account) -> HttpResponseBase | None:
        if not settings.MFA_REQUIRED or request.session.get(CONFIRMED) == account.pk:
            return None
        if is_mfa_enabled(account, types=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
            request.session[CONFIRMED] = account.pk
            return None
        request.setting_up = True  # type: ignore[attr-defined]
        if route_name(request) in OPEN_WITHOUT_SECOND_FACTOR:
            return None
        return go_to(request, reverse("mfa_index"))


def is_background(request: HttpRequest) -> bool:
    """True for what a page asks by itself: live notices and polling."""
    return request.path.startswith(STREAM) or BACKGROUND_HEADER in request.headers


def end_idle(request: HttpRequest) -> HttpResponseBase:
    """Sign out and say why; a form that was sent is not carried over."""
    language = translation.get_language()
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    messages.info(
        request,
        ngettext(
            "Nothing happened for %(count)d minute, so you were signed out. Sign in to go on.",
            "Nothing happened for %(count)d minutes, so you were signed out. Sign in to go on.",
            settings.IDLE_MINUTES,
        )
        % {"count": settings.IDLE_MINUTES},
    )
    page = to_sign_in(request) if request.method == "GET" else redirect("account_login")
    response = go_to(request, page["Location"])
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.HTTPS
    )
    return response


def go_to(request: HttpRequest, url: str) -> HttpResponseBase:
    """Redirect a page, or tell htmx and streams, which follow redirects unseen, to do so."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    if is_background(request):
        return HttpResponse(status=401)
    return redirect(url)


def route_name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
