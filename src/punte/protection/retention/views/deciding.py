"""Who is due, what would happen, and the decision of two."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import Account
from punte.core.errors import Invalid
from punte.core.once import once_key_of
from punte.protection.retention import queries
from punte.protection.retention.actions.decide import ask_decision, confirm_decision
from punte.protection.retention.forms import Chosen
from punte.protection.retention.models import Decision
from punte.protection.retention.words import Then
from punte.ui.tables import Column, Table

SHOWN = 200


@requires(Permission.RETAIN)
def due(request: ViewerRequest) -> HttpResponse:
    """Those whose time has run out, longest first; POST asks for a decision about some."""
    rows = list(queries.due_rows(request.viewer)[: SHOWN + 1])
    more, rows = len(rows) > SHOWN, rows[:SHOWN]
    held = queries.running_holds(request.viewer, [row.subject for row in rows])
    free = [str(row.subject) for row in rows if row.subject not in held]
    form = Chosen(request.POST or None, offered=free)
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_decision(
                by=request.viewer,
                subjects=[UUID(key) for key in form.cleaned_data["subjects"]],
                reason=form.cleaned_data["reason"],
                request_key=once_key_of(request),
            )
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Asked. A second overseer must confirm it."))
            return redirect("protection:retention_decision", made.id)
    chosen = set(request.POST.getlist("subjects"))
    context = {
        "form": form,
        "lines": [
            {"row": row, "hold": held.get(row.subject), "chosen": str(row.subject) in chosen}
            for row in rows
        ],
        "more": more,
        "shown": SHOWN,
    }
    return render(request, "retention/due.html", context)


@require_GET
@requires(Permission.RETAIN)
def decision_list(request: ViewerRequest) -> HttpResponse:
    """What was asked and decided, newest first."""
    table = Table(
        name="retention_decisions",
        columns=[
            Column(
                "asked", _("Asked"), value="asked_at", template="retention/cells/asked.html",
                head=True,
            ),
            Column("reason", _("Reason")),
            Column("state", _("State"), value=_state),
        ],
        rows=queries.decisions(request.viewer),
        params=request.GET,
        caption=_("Decisions"),
        count_to=1000,
        empty_title=_("Nothing was decided yet"),
    )  # fmt: skip
    return render(request, "retention/decisions.html", {"table": table})


def _state(row: Decision) -> str:
    return _("carried out") if row.done_at else _("waits for a second person")


@requires(Permission.RETAIN)
def decision(request: ViewerRequest, decision_id: UUID) -> HttpResponse:
    """What would happen now, by pseudonym; POST carries it out, by somebody else than who asked."""
    asked = queries.get_decision(request.viewer, decision_id)
    if request.method == "POST":
        confirm_decision(by=request.viewer, decision=asked.id)
        messages.success(
            request, _("Done. Renew the key escrow now, so that no backup brings it back.")
        )
        return redirect("protection:retention_decision", asked.id)
    lines = queries.preview(request.viewer, asked) if asked.done_at is None else []
    context = {
        "asked": asked,
        "asker": Account.objects.filter(pk=asked.asked_by).first(),
        "second": Account.objects.filter(pk=asked.confirmed_by or 0).first(),
        "own": asked.asked_by == request.viewer.account_id,
        "lines": lines,
        "counts": _in_words(asked.counts if asked.done_at else queries.counts_of(lines)),
    }
    return render(request, "retention/decision.html", context)


def _in_words(counts: dict[str, Any]) -> list[dict[str, object]]:
    words = {
        **{key: str(label) for key, label in Then.choices},
        "held": _("Kept by a legal hold"),
        "no_longer_due": _("No longer due"),
    }
    return [{"label": words[key], "value": counts[key]} for key in words if counts.get(key)]
