"""Operations on counts."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from punte.core.access.door import Permission
from punte.core.api.door import allows, viewer_in
from punte.core.errors import Invalid
from punte.protection.funnel.queries import Cut, funnel, months_back
from punte.protection.persons.door import AgeBand, Exploitation, Sex

router = Router(tags=["counts"])
MOST_MONTHS = 120


class StepOut(Schema):
    """value: null where one to four persons are hidden."""

    key: str
    value: int | None


class FunnelOut(Schema):
    since: date
    steps: list[StepOut]


class FunnelCut(Schema):
    months: int = 12
    agency: int | None = None
    exploitation: Exploitation | None = None
    age_band: AgeBand | None = None
    sex: Sex | None = None


@router.get("/funnel", response=FunnelOut, summary="How many reached each step")
@allows(Permission.SEE_FUNNEL)
def read_funnel(request: HttpRequest, cut: Query[FunnelCut]) -> dict[str, object]:
    if not 1 <= cut.months <= MOST_MONTHS:
        raise Invalid(f"months is 1 to {MOST_MONTHS}.")
    since = months_back(cut.months)
    found = funnel(
        viewer_in(request),
        Cut(
            since=since,
            agency=cut.agency,
            exploitation=cut.exploitation or "",
            age_band=cut.age_band or "",
            sex=cut.sex or "",
        ),
    )
    return {"since": since, "steps": [{"key": s.key, "value": s.value} for s in found.steps]}
