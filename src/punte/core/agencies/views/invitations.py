"""Inviting people and accepting an invitation."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from punte.core.access.door import ROLES, Permission, ViewerRequest, public, requires
from punte.core.agencies import actions, queries, rules
from punte.core.agencies.forms import AcceptForm, InviteForm
from punte.core.agencies.models import Account, Invitation
from punte.core.agencies.viewers import SESSION_KEY
from punte.core.agencies.views.manage import form_page
from punte.core.errors import Invalid

LINK_KEY = "invitation"


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def invite(request: ViewerRequest, pk: int) -> HttpResponse:
    agency = queries.get_managed_agency(pk, by=request.viewer, permission=Permission.MANAGE_PEOPLE)
    roles = rules.invitable_roles(request.viewer, agency.kind)
    form = InviteForm(request.POST or None, agency=agency, roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = actions.invite(
                by=request.viewer,
                agency_id=pk,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=form.cleaned_data["role"],
                desk_ids=form.desk_ids(),
            )
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return link_page(request, invitation, token)
    back = reverse("agencies:agency", args=[pk])
    lead = _("They choose a password and a second step themselves. You see neither.")
    return form_page(request, form, _("Invite a person"), back, submit=_("Invite"), lead=lead)


def link_page(request: ViewerRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Show the link this once, and mail it where mail is set up."""
    link = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("agencies:invitation_link", args=[token])
    mailed = bool(settings.EMAIL_HOST)
    if mailed:
        transaction.on_commit(lambda: mail_link(invitation.email, link))
    context = {"invitation": invitation, "link": link, "mailed": mailed}
    return render(request, "agencies/invited.html", context)


def mail_link(email: str, link: str) -> None:
    """Mail the link and nothing else: no name, no agency, no role."""
    text = _("You are invited to work in Punte. The link holds for seven days:") + f"\n\n{link}\n"
    send_mail(_("An invitation"), text, settings.DEFAULT_FROM_EMAIL, [email], fail_silently=True)


@requires(Permission.MANAGE_PEOPLE)
@require_GET
def invitations(request: ViewerRequest, pk: int) -> HttpResponse:
    agency = queries.get_managed_agency(pk, by=request.viewer, permission=Permission.MANAGE_PEOPLE)
    rows = [
        {"invitation": invitation, "role": ROLES[invitation.role].name}
        for invitation in queries.invitations_of(agency, by=request.viewer)[:200]
    ]
    return render(request, "agencies/invitations.html", {"agency": agency, "rows": rows})


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def resend(request: ViewerRequest, pk: int) -> HttpResponse:
    invitation, token = actions.resend(by=request.viewer, invitation_id=pk)
    return link_page(request, invitation, token)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def renew(request: ViewerRequest, pk: int) -> HttpResponse:
    invitation, token = actions.renew_sign_in(by=request.viewer, membership_id=pk)
    return link_page(request, invitation, token)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def revoke(request: ViewerRequest, pk: int) -> HttpResponse:
    invitation = actions.revoke(by=request.viewer, invitation_id=pk)
    messages.success(request, _("The invitation is revoked; its link no longer works."))
    return redirect("agencies:invitations", invitation.agency_id)


@public
@never_cache
@require_GET
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the secret of the link in the session, so that it leaves the address at once."""
    request.session[LINK_KEY] = actions.hash_token(token)
    return redirect("agencies:invitation")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Accept: a new person chooses a password; who has an account signs in first."""
    token_hash = request.session.get(LINK_KEY, "")
    found = actions.open_invitation(token_hash)
    me = request.user if isinstance(request.user, Account) else None
    known = Account.objects.filter(email=found.email).exists()
    asks_password = found.renews or not known
    form = AcceptForm(request.POST or None) if asks_password else None
    context = {
        "invitation": found,
        "role": ROLES[found.role],
        "form": form,
        "mine": me is not None and me.email == found.email,
    }
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            membership = actions.accept(
                token_hash=token_hash,
                password=form.cleaned_data["password"] if form else "",
                signed_in=me,
            )
        except Invalid as error:
            if form is None:
                raise
            form.add_error("password", error.message)
        else:
            del request.session[LINK_KEY]
            if me is not None and not asks_password:
                request.session[SESSION_KEY] = membership.pk
                return redirect("agencies:me")
            messages.success(request, _("Your account is ready. Sign in with your new password."))
            return redirect("account_login")
    status = 422 if form is not None and form.errors else 200
    return render(request, "agencies/accept.html", context, status=status)
