"""Programs of one's agency and their tokens."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from punte.core.access.door import (
    PURPOSES,
    ROLES,
    Permission,
    Purpose,
    Viewer,
    ViewerRequest,
    requires,
)
from punte.core.agencies.door import Agency, givable_roles
from punte.core.api.actions import make_token, revoke_token
from punte.core.api.forms import ProgramForm
from punte.core.api.models import ApiToken
from punte.core.errors import Invalid
from punte.ui.tables import Column, Table


def tokens_of(viewer: Viewer) -> QuerySet[ApiToken]:
    """Tokens of the viewer's agency."""
    rows = ApiToken.objects.filter(membership__agency=viewer.agency_id)
    return rows.select_related("membership__account", "made_by")


@require_GET
@requires(Permission.MANAGE_TOKENS)
def programs(request: ViewerRequest) -> HttpResponse:
    """All tokens, the newest first."""
    table = Table(
        name="programs",
        columns=[
            Column("name", _("Program"), value=str, head=True),
            Column("role", _("Role"), value=lambda row: row.membership.get_role().name),
            Column("purpose", _("Purpose"), value=lambda row: PURPOSES[row.purpose]),
            Column("state", _("State")),
            Column("until", _("Works until"), value="expires_at", sort="expires_at"),
            Column("used", _("Last used"), value="used_on", sort="used_on"),
            Column("made", _("Made by"), value="made_by.name", shown=False),
            Column("act", _("Action"), value=lambda row: row, template="api/cells/revoke.html"),
        ],
        rows=tokens_of(request.viewer),
        params=request.GET,
        caption=_("Programs"),
        empty_title=_("No program works for this agency"),
        empty_text=_("A program gets a role and a token, for one purpose and a time."),
        empty_url=reverse("api:new_program"),
        empty_action=_("Admit a program"),
        extra={"csrf_token": get_token(request)},
    )
    return render(request, "api/programs.html", {"table": table})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_TOKENS)
def new_program(request: ViewerRequest) -> HttpResponse:
    """Make a token; it is shown on the answer to this request and never again."""
    viewer = request.viewer
    agency = Agency.objects.get(pk=viewer.agency_id)
    roles = [key for key in givable_roles(viewer, agency.kind) if key in ROLES]
    form = ProgramForm(request.POST or None, agency_id=agency.pk, roles=roles)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            token, row = make_token(
                by=viewer,
                name=values["name"],
                role=values["role"],
                purpose=Purpose(values["purpose"]),
                scopes=[Permission(scope) for scope in values["scopes"]],
                days=values["days"],
                desk_ids=[desk.pk for desk in values["desks"]],
            )
            return render(request, "api/token.html", {"token": token, "row": row})
        except Invalid as error:
            form.add_error(None, error.message)
    page = {
        "form": form,
        "title": _("Admit a program"),
        "lead": _("It works under a name of its own; everything it does stands in the log."),
        "submit": _("Make a token"),
        "back_url": reverse("api:programs"),
    }
    return render(request, "ui/form_page.html", page)


@require_POST
@requires(Permission.MANAGE_TOKENS)
def revoke(request: ViewerRequest, token_id: UUID) -> HttpResponse:
    """Take a token back."""
    row = revoke_token(by=request.viewer, token_id=token_id)
    messages.success(request, _("%(program)s is shut out.") % {"program": row})
    return redirect("api:programs")
