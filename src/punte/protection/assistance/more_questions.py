"""The office's own questions about a file: checked, kept, shown again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Invalid
from punte.protection.assistance.models import AssistanceFile
from punte.protection.configuration.door import (
    HeldClass,
    Questions,
    answers_about,
    shown_answers,
)

MOST_SHOWN = 20


class Asked:
    """The questions at a place of one file, on the page of an act."""

    def __init__(
        self, place: str, viewer: Viewer, file: AssistanceFile, data: QueryDict | None = None
    ):
        self.viewer, self.file = viewer, file
        self.questions = Questions(place, viewer, data)

    def keep(self, about: Any, request_key: UUID) -> None:
        """Keep the answers about a row of the file, in its class of data, once per key.

        Raises Invalid when an answer does not stand; the questions say which.
        """
        if not self.questions.is_valid():
            raise Invalid(
                _("Look at the further questions below: an answer is missing or does not fit.")
            )
        keep_about(
            self.viewer,
            self.file,
            self.questions,
            about=about.id,
            request_key=request_key,
            data_class=getattr(about, "held_class", HeldClass.OPERATIONAL.value),
        )

    @property
    def is_answered(self) -> bool:
        """Whether anything was said; known once they are checked."""
        return any(form.cleaned_data for form in self.questions)


def keep_about(
    by: Viewer,
    file: AssistanceFile,
    questions: Questions,
    *,
    about: UUID,
    request_key: UUID,
    data_class: str = HeldClass.OPERATIONAL.value,
) -> None:
    """Keep checked answers about the file or something of it, once per key.

    data_class: of what they are about.
    """
    questions.keep(
        by=by,
        about=about,
        person=file.person_id,
        owner=file.owner,
        audiences=file.audiences,
        request_key=request_key,
        data_class=data_class,
    )


def answers_shown(viewer: Viewer, abouts: Iterable[UUID]) -> list[dict[str, Any]]:
    """The newest answers, each in the words of the version it was given in."""
    return [shown_answers(row) for row in answers_about(viewer, abouts)[:MOST_SHOWN]]


def answers_by_record(
    viewer: Viewer, abouts: Iterable[UUID]
) -> defaultdict[UUID, list[dict[str, Any]]]:
    """All answers about several records, by what they are about, newest first."""
    found: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in answers_about(viewer, abouts):
        found[row.about].append(shown_answers(row))
    return found
