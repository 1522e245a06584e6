"""Oneself: name, language, the roles one has, and which of them one works in now."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies import actions
from punte.core.agencies.forms import ProfileForm
from punte.core.agencies.models import Account
from punte.core.agencies.viewers import SESSION_KEY, chosen_membership, working_memberships
from punte.core.errors import NotHere


@requires(Permission.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def me(request: ViewerRequest) -> HttpResponse:
    account = Account.objects.get(pk=request.viewer.account_id)
    form = ProfileForm(request.POST or None, instance=account)
    if request.method == "POST" and form.is_valid():
        actions.save_profile(by=request.viewer, **form.cleaned_data)
        translation.activate(form.cleaned_data["language"])
        messages.success(request, _("Saved."))
        return redirect("agencies:me")
    memberships = working_memberships(account)
    context = {
        "form": form,
        "memberships": memberships,
        "now": chosen_membership(request, memberships),
        "has_second_step": is_mfa_enabled(account),
    }
    return render(request, "agencies/me.html", context, status=422 if form.errors else 200)


@requires(Permission.SIGNED_IN)
@require_POST
def choose_role(request: ViewerRequest) -> HttpResponse:
    """Work from now on under another of one's own roles."""
    account = Account.objects.get(pk=request.viewer.account_id)
    wanted = request.POST.get("membership", "")
    found = next((m for m in working_memberships(account) if str(m.pk) == wanted), None)
    if found is None:
        raise NotHere(what="choose role")
    request.session[SESSION_KEY] = found.pk
    back = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if known else "/")
