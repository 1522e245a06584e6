"""Saved ways to read a provider's lists: columns by their folded names."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.ledger.door import record
from punte.investigation.exchange.lists.fields import kind_of
from punte.investigation.exchange.lists.guessing import folded
from punte.investigation.exchange.models import ListImport, ListSpec

OPTIONS = ("zone", "region", "offset")


def newest_specs(viewer: Viewer, kind: str) -> QuerySet[ListSpec]:
    """The newest version of each of the agency's ways to read this kind of list."""
    rows = ListSpec.objects.visible_to(viewer).filter(owner=viewer.agency_audience, kind=kind)
    newest = rows.order_by("name", "-version").distinct("name")
    return rows.filter(pk__in=newest.values("pk")).order_by("-saved_at", "id")


def apply_spec(run: ListImport, viewer: Viewer, spec: ListSpec | None = None) -> bool:
    """Read the run's columns by a specification; by default the newest that knows all of them."""
    names = {folded(column["name"]) for column in run.columns if column["name"]}
    rows = newest_specs(viewer, run.kind)[:50]
    found = spec or next((row for row in rows if names <= row.columns.keys()), None)
    if found is None:
        return False
    kind = kind_of(run.kind)
    for column in run.columns:
        known = found.columns.get(folded(column["name"]), {})
        key = known.get("field", "")
        column["field"] = key if not key or kind.field(key) else ""
        # What the column itself proves goes before what an earlier one was.
        column["order"] = column["order"] or (known.get("order", "") if column["ask"] else "")
    run.options = {**run.options, **found.options}
    run.said = {**run.said, "spec": str(found)}
    return True


def save_spec(by: Viewer, run: ListImport, name: str) -> ListSpec:
    """Keep how this file is read, under a name; what stood there before stays as it was."""
    rows = ListSpec.objects.filter(owner=by.agency_audience, name=name)
    columns: dict[str, Any] = {
        folded(column["name"]): {"field": column["field"], "order": column["order"]}
        for column in run.columns
        if column["name"]
    }
    options = {key: run.options[key] for key in OPTIONS if key in run.options}
    newest = rows.aggregate(found=Max("version"))["found"] or 0
    before = rows.filter(version=newest).first()
    if before and (before.kind, before.columns, before.options) == (run.kind, columns, options):
        return before
    spec = ListSpec.objects.create(
        owner=by.agency_audience, audiences=[by.agency_audience], name=name, version=newest + 1,
        kind=run.kind, columns=columns, options=options, saved_at=timezone.now(),
        saved_by_id=by.account_id,
    )  # fmt: skip
    record(action="list.spec", by=by, owners=[by.agency_audience], detail={"spec": str(spec.pk)})
    return spec
