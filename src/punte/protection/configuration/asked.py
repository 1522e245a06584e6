"""All forms of an office that are asked at one place, together on a room's own page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from django.http import QueryDict

from punte.core.access.door import Viewer
from punte.protection.configuration.actions.answers import keep_answers
from punte.protection.configuration.models import Edition, FormAnswers
from punte.protection.configuration.queries import asked_by, forms_for
from punte.protection.configuration.question_form import PREFIX, QuestionForm
from punte.protection.configuration.words import HeldClass, Kind, State

# The hidden field that names the versions which a page was drawn with.
DRAWN = f"{PREFIX}-drawn"
MOST_FORMS = 50


class Questions:
    """The office's questions at a place, for the template `configuration/asked.html`.

    viewer: who asks; forms of a class of data that the viewer lacks are not asked. data: the page
    as it was sent, or None. What was drawn is read with the version it was drawn with, though a
    newer one may be in force by now.
    """

    def __init__(self, place: str, viewer: Viewer, data: QueryDict | None = None):
        self.place, self.data = place, data
        if data is None:
            editions = forms_for(place, viewer)
        else:
            editions = asked_by(viewer, place, drawn_forms(data.getlist(DRAWN)))
        self.forms = [
            QuestionForm(data, edition=edition, prefix=f"{PREFIX}-{edition.key}")
            for edition in editions
        ]

    def __bool__(self) -> bool:
        return bool(self.forms)

    def __iter__(self) -> Iterator[QuestionForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        """Whether every answer stands; true where nothing is asked."""
        valid = [form.is_valid() for form in self.forms]
        return all(valid)

    def sent(self) -> list[tuple[str, str]]:
        """Names and values as they came, for a page that carries them on."""
        pairs = self.data.lists() if self.data is not None else ()
        return [
            (name, value)
            for name, values in pairs
            if name.startswith(f"{PREFIX}-")
            for value in values
        ]

    def keep(
        self, *, by: Viewer, about: UUID, person: UUID, owner: int, audiences: Iterable[int],
        request_key: UUID, data_class: str = HeldClass.OPERATIONAL.value,
    ) -> list[FormAnswers]:  # fmt: skip
        """Keep what was answered, a form at a time; forms left empty leave nothing.

        data_class: of the record they are about; a form that has one of its own keeps that.
        """
        whose: dict[str, Any] = {"about": about, "person": person, "owner": owner}
        return [
            keep_answers(
                by=by,
                form=form.edition,
                audiences=list(audiences),
                values=form.cleaned_data,
                request_key=uuid5(request_key, str(form.edition.id)),
                data_class=data_class,
                **whose,
            )
            for form in self.forms
            if form.cleaned_data
        ]


def drawn_forms(keys: list[str]) -> list[Edition]:
    """Published forms by the keys that a page names, one version of each."""
    known = [key for key in (_uuid(text) for text in keys[:MOST_FORMS]) if key is not None]
    rows = Edition.objects.filter(pk__in=known, kind=Kind.FORM, state=State.PUBLISHED)
    return list({row.key: row for row in rows.order_by("key", "version")}.values())


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
