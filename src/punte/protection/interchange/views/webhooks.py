"""Telling other programs: list, new one, one with its messages, replay."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.once import once_key_of
from punte.protection.interchange.actions.webhooks import (
    first_place,
    get_webhook,
    make_webhook,
    replay,
    send_again,
    switch_webhook,
)
from punte.protection.interchange.forms import NewWebhook, Replay
from punte.protection.interchange.models import Webhook
from punte.protection.interchange.queries import deliveries, webhooks
from punte.protection.interchange.webhooks.kinds import KINDS
from punte.ui.tables import Column, Table

COLUMNS = [
    Column(
        "name", pgettext_lazy("thing", "Name"), head=True, link=lambda hook: hook.get_absolute_url()
    ),
    Column("url", gettext_lazy("Address")),
    Column("active", gettext_lazy("State"), template="interchange/cells/active.html"),
]
MESSAGES = [
    Column("type", gettext_lazy("What"), value=lambda row: row.body.get("type", ""), head=True),
    Column("place", gettext_lazy("Place"), number=True),
    Column("made", gettext_lazy("Since"), value="made_at",
           template="interchange/cells/moment.html"),
    Column("state", gettext_lazy("State"), template="interchange/cells/delivery.html",
           value=lambda row: row.get_state_display()),
    Column("tries", gettext_lazy("Tries"), number=True),
    Column("again", gettext_lazy("Once more"), value="id", template="interchange/cells/again.html"),
]  # fmt: skip


@require_GET
@requires(Permission.MANAGE_TOKENS)
def hooks(request: ViewerRequest) -> HttpResponse:
    """All webhooks of the agency."""
    table = Table(
        name="webhooks", columns=COLUMNS, rows=webhooks(request.viewer), params=request.GET,
        caption=_("Webhooks"), count_to=1000, empty_title=_("No program is told anything"),
        empty_text=_(
            "A webhook tells another program that something happened: ids, kinds and times,"
            " never a person's data."
        ),
        empty_url=reverse("protection:webhook_new"), empty_action=_("New webhook"),
    )  # fmt: skip
    return render(request, "interchange/webhooks.html", {"table": table})


@requires(Permission.MANAGE_TOKENS)
def hook_new(request: ViewerRequest) -> HttpResponseBase:
    """A new one; its secret is shown once."""
    form = NewWebhook(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            hook, secret = make_webhook(
                by=request.viewer, name=values["name"], url=values["url"], kinds=values["kinds"],
                request_key=once_key_of(request),
            )  # fmt: skip
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return render(request, "interchange/secret.html", {"hook": hook, "secret": secret})
    context = {"form": form, "title": _("New webhook"), "submit": _("Make it"),
               "back_url": reverse("protection:webhooks")}  # fmt: skip
    return render(request, "ui/form_page.html", context)


@require_GET
@requires(Permission.MANAGE_TOKENS)
def hook_detail(request: ViewerRequest, hook_id: UUID) -> HttpResponse:
    """One webhook with its messages."""
    hook = get_webhook(request.viewer, hook_id)
    return _page(request, hook, Replay(initial={"place": hook.position}))


def _page(request: ViewerRequest, hook: Webhook, form: Replay) -> HttpResponse:
    table = Table(
        name="deliveries", columns=MESSAGES, rows=deliveries(request.viewer, hook),
        params=request.GET, caption=_("Messages"), count_to=1000,
        empty_title=_("No message yet"),
        empty_text=_("The first one goes out when something of these kinds happens."),
    )  # fmt: skip
    kinds = ", ".join(str(KINDS[kind]) for kind in hook.kinds if kind in KINDS)
    context = {
        "hook": hook,
        "table": table,
        "form": form,
        "kinds": kinds,
        "first": first_place(hook),
    }
    return render(request, "interchange/webhook.html", context)


@require_POST
@requires(Permission.MANAGE_TOKENS)
def hook_replay(request: ViewerRequest, hook_id: UUID) -> HttpResponseBase:
    """Everything after a place, once more."""
    hook = get_webhook(request.viewer, hook_id)
    form = Replay(request.POST)
    if not form.is_valid():
        return _page(request, hook, form)
    replay(by=request.viewer, hook=hook.id, place=form.cleaned_data["place"])
    messages.success(request, _("The messages go out again."))
    return redirect(hook)


@require_POST
@requires(Permission.MANAGE_TOKENS)
def hook_switch(request: ViewerRequest, hook_id: UUID) -> HttpResponseBase:
    """Stop it, or let it go on."""
    hook = switch_webhook(by=request.viewer, hook=hook_id, active=request.POST.get("active") == "1")
    return redirect(hook)


@require_POST
@requires(Permission.MANAGE_TOKENS)
def delivery_again(request: ViewerRequest, delivery_id: UUID) -> HttpResponseBase:
    """One message once more."""
    row = send_again(by=request.viewer, delivery=delivery_id)
    messages.success(request, _("The message goes out again."))
    return redirect("protection:webhook", row.webhook_id)
