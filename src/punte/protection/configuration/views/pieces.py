"""What there is to configure, one piece with its history, and one version looked at."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import Account
from punte.core.errors import Invalid, NotHere
from punte.protection.configuration import bundle, queries
from punte.protection.configuration.actions.editions import (
    begin_draft,
    bring_back,
    discard_draft,
    publish_draft,
)
from punte.protection.configuration.forms import PublishFields
from punte.protection.configuration.models import Edition
from punte.protection.configuration.question_form import QuestionForm
from punte.protection.configuration.registry import find_piece, pieces, title_of
from punte.protection.configuration.shown import shown
from punte.protection.configuration.words import Kind, State


@require_GET
@requires(Permission.CONFIGURE)
def home(request: ViewerRequest) -> HttpResponse:
    """All pieces by kind, with the version in force and the draft that waits."""
    known: dict[tuple[str, str], list[Edition]] = defaultdict(list)
    for one in pieces():
        known[one.kind.value, one.key] = []
    for edition in queries.all_editions():
        known[edition.kind, edition.key].append(edition)
    groups = [
        {"label": kind.label, "rows": [_row(*piece, rows) for piece, rows in known.items()
                                       if piece[0] == kind]}
        for kind in Kind
    ]  # fmt: skip
    return render(request, "configuration/home.html", {"groups": groups})


def _row(kind: str, key: str, rows: list[Edition]) -> dict[str, Any]:
    published = [row for row in rows if row.state == State.PUBLISHED]
    return {
        "kind": kind,
        "key": key,
        "title": title_of(kind, key, rows[0].content if rows else None),
        "newest": published[0] if published else None,
        "draft": next((row for row in rows if row.state == State.DRAFT), None),
    }


@requires(Permission.CONFIGURE)
def piece(request: ViewerRequest, kind: str, key: str) -> HttpResponse:
    """What is in force, and what was; POST begins a draft."""
    rows = list(queries.editions(kind, key).exclude(state=State.DISCARDED))
    if kind not in Kind.values or (not rows and find_piece(kind, key) is None):
        raise NotHere(what="read configuration")
    if request.method == "POST":
        draft = begin_draft(by=request.viewer, kind=kind, key=key)
        return redirect("protection:configuration_edit", draft.id)
    now = queries.in_force(kind, key)
    content = now.content if now else None
    if content is None and find_piece(kind, key) is not None:
        content = queries.delivered(kind, key)
    context = {
        "kind": Kind(kind),
        "key": key,
        "known": find_piece(kind, key),
        "title": title_of(kind, key, rows[0].content if rows else None),
        "rows": rows,
        "now": now,
        "lines": bundle.changes(None, shown(content)) if content else [],
        "words": words_of(content or {}),
        "languages": settings.LANGUAGES,
        "draft": next((row for row in rows if row.state == State.DRAFT), None),
    }
    return render(request, "configuration/piece.html", context)


def words_of(content: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """The entries of a list as rows: each language's name with the words in it."""
    return [
        [(name, item["labels"].get(code, "")) for code, name in settings.LANGUAGES]
        for item in content.get("items", [])
    ]


@require_GET
@requires(Permission.CONFIGURE)
def edition(request: ViewerRequest, edition_id: UUID) -> HttpResponse:
    """One version; a draft beside what is in force."""
    return _edition(request, queries.get_edition(request.viewer, edition_id), PublishFields())


def _edition(
    request: ViewerRequest, row: Edition, form: PublishFields, status: int = 200
) -> HttpResponse:
    is_draft = row.state == State.DRAFT
    old = _before(row) if is_draft else None
    writers = Account.objects.filter(pk__in=row.edited_by).values_list("name", flat=True)
    form.initial["revision"] = row.revision
    context = {
        "row": row,
        "kind": Kind(row.kind),
        "title": title_of(row.kind, row.key, row.content),
        "is_draft": is_draft,
        "is_published": row.state == State.PUBLISHED,
        "changes": bundle.changes(shown(old), shown(row.content)),
        "writers": ", ".join(sorted(writers)),
        "publisher": Account.objects.filter(pk=row.published_by or 0).first(),
        "previews": previews_of(row),
        "may_publish": request.viewer.account_id not in row.edited_by,
        "form": form,
        "asked": QuestionForm(edition=row) if row.kind == Kind.FORM else None,
    }
    return render(request, "configuration/edition.html", context, status=status)


def previews_of(row: Edition) -> list[tuple[str, str]]:
    """Languages and addresses of pages that show the version where it will stand."""
    known = find_piece(row.kind, row.key)
    if known is None or not known.preview:
        return []
    page = reverse(known.preview, args=[row.id])
    return [(name, f"{page}?language={code}") for code, name in settings.LANGUAGES]


def _before(row: Edition) -> dict[str, Any] | None:
    if row.kind == Kind.FORM and queries.in_force(row.kind, row.key) is None:
        return None
    return queries.content_of(row.kind, row.key)


@require_POST
@requires(Permission.CONFIGURE)
def publish(request: ViewerRequest, edition_id: UUID) -> HttpResponse:
    """By a second person, from a day."""
    row = queries.get_edition(request.viewer, edition_id)
    form = PublishFields(request.POST)
    if not form.is_valid():
        return _edition(request, row, form, status=422)
    try:
        publish_draft(by=request.viewer, edition=row.id, **form.cleaned_data)
    except Invalid as error:
        form.add_error(None, error.message)
        return _edition(request, row, form, status=422)
    messages.success(request, _("Published. It holds from the day you said."))
    return redirect("protection:configuration_piece", row.kind, row.key)


@require_POST
@requires(Permission.CONFIGURE)
def discard(request: ViewerRequest, edition_id: UUID) -> HttpResponse:
    row = queries.get_edition(request.viewer, edition_id)
    discard_draft(by=request.viewer, edition=row.id, revision=_number(request))
    messages.success(request, _("The draft is put away."))
    return redirect("protection:configuration")


@require_POST
@requires(Permission.CONFIGURE)
def back(request: ViewerRequest, edition_id: UUID) -> HttpResponse:
    """Make a draft of an older version."""
    draft = bring_back(by=request.viewer, edition=edition_id)
    return redirect("protection:configuration_edition", draft.id)


def _number(request: ViewerRequest) -> int:
    """The revision that the page showed; -1, which is none, for anything else."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
