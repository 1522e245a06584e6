"""allauth's pages, as far as Punte uses them, and the switch of language."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from axes.decorators import axes_dispatch, axes_form_invalid
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from punte.core.access.door import public
from punte.core.agencies.models import Account
from punte.core.agencies.sign_in.demo import demo_logins


@method_decorator(axes_dispatch, name="dispatch")
@method_decorator(axes_form_invalid, name="form_invalid")
class SignIn(account.LoginView):
    """Sign-in with lock-out; a demo lists its invented people."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        found["demo_logins"] = demo_logins()
        found["demo_password"] = settings.DEMO_PASSWORD if settings.DEMO else ""
        return found


sign_in = public(SignIn.as_view())


@public
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session; the browser forgets the pages it kept for its Back button."""
    response: HttpResponseBase = account.logout(request)
    if not request.user.is_authenticated:
        response["Clear-Site-Data"] = '"cache"'
    return response


@public
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Switch the language; of a signed-in person it is kept with the account."""
    language = request.POST.get("language", "")
    if isinstance(request.user, Account) and language in dict(settings.LANGUAGES):
        Account.objects.filter(pk=request.user.pk).update(language=language)
    return django_set_language(request)
