"""The office's own questions about a file: checked, kept, shown again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Invalid
from punte.protection.assistance.models import AssistanceFile
from punte.protection.configuration.door import Questions, answers_about, shown_answers

MOST_SHOWN = 20


def check_questions(questions: Questions) -> None:
    """Raise Invalid when an answer does not stand; the questions say which."""
    if not questions.is_valid():
        raise Invalid(
            _("Look at the further questions below: an answer is missing or does not fit.")
        )


def keep_about(
    by: Viewer, file: AssistanceFile, questions: Questions, *, about: UUID, request_key: UUID
) -> None:
    """Keep checked answers about the file or something of it, once per key."""
    questions.keep(
        by=by,
        about=about,
        person=file.person_id,
        owner=file.owner,
        audiences=file.audiences,
        request_key=request_key,
    )


def answers_shown(viewer: Viewer, abouts: Iterable[UUID]) -> list[dict[str, Any]]:
    """The newest answers, each in the words of the version it was given in."""
    return [
        {**shown_answers(row), "when": row.changed_at}
        for row in answers_about(viewer, abouts)[:MOST_SHOWN]
    ]
