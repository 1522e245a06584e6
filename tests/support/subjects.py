"""Invented subjects of cases for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.models import Case
from punte.investigation.subjects.actions.sources import Origin, add_source
from punte.investigation.subjects.actions.writing import write_batch
from punte.investigation.subjects.batch import NewEntity, Said
from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.models import Source
from punte.investigation.subjects.values import read_value
from punte.investigation.subjects.words import SourceKind

ZONE = ZoneInfo("Europe/Chisinau")


def make_source(
    by: Viewer, case: Case, title: str = "Invented list", narrow_to: int | None = None, **more: Any
) -> Source:
    """A source of a case. It binds the viewer by itself."""
    origin = Origin(title=title, kind=SourceKind.DOCUMENT, got_at=timezone.now(), **more)
    with acting_as(by):
        return add_source(
            by=by, case_id=case.pk, origin=origin, request_key=uuid4(), narrow_to=narrow_to
        )


def said(schema: str, **values: str) -> list[Said]:
    """Statements to be, from plain values."""
    kept = []
    for key, text in values.items():
        prop = SCHEMATA[schema].prop(key)
        assert prop is not None
        kept.append(Said(key, read_value(prop, text, region="MD", zone=ZONE)))
    return kept


def thing(schema: str, **values: str) -> NewEntity:
    """A thing to be written, named by the first of its values."""
    return NewEntity(schema, next(iter(values.values())), said(schema, **values))


def link(schema: str, tail: NewEntity, head: NewEntity, **values: str) -> NewEntity:
    """A link to be written."""
    return NewEntity(schema, schema, said(schema, **values), tail=tail.id, head=head.id)


def write(by: Viewer, case: Case, source: Source, *new: NewEntity) -> list[UUID]:
    """Write them in bulk; returns their ids. It binds the viewer by itself."""
    with acting_as(by):
        write_batch(by=by, case=case, source=source, new=new)
    return [one.id for one in new]
