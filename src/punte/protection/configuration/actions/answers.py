"""Keeping what was answered to an office's own questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.configuration.answers import check_answers
from punte.protection.configuration.expressions import Answer
from punte.protection.configuration.models import Edition, FormAnswers
from punte.protection.configuration.words import HeldClass, Kind, State


@transaction.atomic
def keep_answers(
    *,
    by: Viewer,
    form: Edition,
    about: UUID,
    person: UUID,
    owner: int,
    audiences: Iterable[int],
    values: Mapping[str, object],
    request_key: UUID,
    finished: bool = True,
    data_class: str = HeldClass.OPERATIONAL.value,
) -> FormAnswers:
    """Answers to one version of a form about a record of the caller's, once per key.

    data_class: of the record, if the form has none. The caller has made sure that `by` may write
    about it. Raises Invalid, a line a question, and Refused for a class that `by` may not see.
    """
    by.require(Permission.WORK_FILES)
    now = timezone.now()
    kept: dict[str, Any] = {
        "about": about, "person_id": person, "owner": owner, "audiences": sorted(audiences),
        "edition": form, "held_class": _held_class(by, form, data_class),
        "values": _clean(form, values, finished), "finished_at": now if finished else None,
        "request_key": request_key,
    }  # fmt: skip
    row, new = made_once(
        FormAnswers,
        by=by,
        request_key=request_key,
        same={"about": about, "made_by": by.account_id},
        make=lambda: FormAnswers.objects.create(made_by=by.account_id, changed_at=now, **kept),
    )
    if new:
        _enter("keep", by, row)
    return row


def _held_class(by: Viewer, form: Edition, data_class: str) -> str:
    """The form's class of data, or that of the record; nobody answers what they may not see."""
    own = form.data_class
    held = data_class if own == HeldClass.OPERATIONAL else own
    if held not in {one.value for one in by.classes}:
        raise Refused(what=f"answer form {held}")
    return held


@transaction.atomic
def go_on_with_answers(
    *, by: Viewer, answers: UUID, version: int, values: Mapping[str, object], finished: bool = True
) -> FormAnswers:
    """Write on in a draft, with the questions it was begun with, whatever is in force by now.

    Raises Conflict when it is finished or was changed since `version`.
    """
    by.require(Permission.WORK_FILES)
    row = get_visible(FormAnswers, viewer=by, lock=True, pk=answers)
    if row.owner != by.agency_audience:
        raise NotHere(what="answer form", subject=row.person_id)
    if row.finished_at is not None or row.version != version:
        raise Conflict(what="answer form", subject=row.person_id)
    row.values = _clean(row.edition, values, finished)
    row.changed_at = timezone.now()
    row.finished_at = row.changed_at if finished else None
    row.version += 1
    row.save(update_fields=["values", "changed_at", "finished_at", "version"])
    _enter("go_on", by, row)
    return row


def _clean(form: Edition, values: Mapping[str, object], finished: bool) -> dict[str, Answer]:
    if form.kind != Kind.FORM or form.state != State.PUBLISHED:
        raise NotHere(what="answer form")
    language = translation.get_language() or "en"
    checked = check_answers(form.content, values, finished=finished, language=language)
    if checked.errors:
        lines = (
            _("%(question)s: %(what)s") % {"question": name, "what": what}
            for name, what in checked.errors.items()
        )
        raise Invalid("\n".join(lines))
    return checked.values


def _enter(verb: str, by: Viewer, row: FormAnswers) -> None:
    record(
        action=f"form_answers.{verb}",
        by=by,
        subject=row.person_id,
        owners=[row.owner],
        detail={
            "about": str(row.about),
            "form": row.edition.key,
            "version": row.edition.version,
            "finished": row.finished_at is not None,
        },
    )
