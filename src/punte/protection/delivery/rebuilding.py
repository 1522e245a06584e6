"""Services of another node, checked and written again as our own."""

from __future__ import annotations

from uuid import UUID

from punte.core.access.door import Viewer
from punte.core.errors import Invalid
from punte.core.ids import new_id
from punte.protection.assistance.door import Row, Sections
from punte.protection.delivery.actions.rows import check_class
from punte.protection.delivery.actions.services import (
    Plan,
    Result,
    check_plan,
    check_result,
    class_of,
    plan_service,
    record_outcome,
)
from punte.protection.delivery.api.services import OutcomeIn, ServiceIn
from punte.protection.delivery.models.words import KINDS, Outcome, Provider

Served = tuple[str, Plan, Result]


def read_service(viewer: Viewer, row: Row, _sections: Sections) -> Served:
    """Whoever gave it there is somebody outside here, under the name that they have there."""
    name = row["provider_name"] or row["desk"] or row["agency"]
    known = {key: row[key] for key in ("kind", "planned_for")}
    planned = ServiceIn.model_validate(
        {**known, "provider": Provider.OUTSIDE, "provider_name": str(name)[:120]}
    )
    known = {key: row[key] or None for key in OutcomeIn.model_fields if row.get(key)}
    said = OutcomeIn.model_validate(known)
    plan = Plan(planned.planned_for, planned.provider, provider_name=planned.provider_name)
    result = Result(**{**said.dict(), "currency": said.currency or ""})
    if planned.kind not in dict(KINDS):
        raise Invalid(what="rebuild a service")
    check_class(viewer, class_of(planned.kind))
    check_plan(viewer, plan)
    check_result(result)
    return planned.kind, plan, result


def write_service(viewer: Viewer, file: UUID, said: Served) -> None:
    kind, plan, result = said
    row = plan_service(by=viewer, file=file, kind=kind, plan=plan, request_key=new_id())
    if result.outcome != Outcome.PLANNED:
        record_outcome(by=viewer, service=row.id, result=result, version=row.version)
