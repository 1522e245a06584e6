"""Operations on counts."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from punte.core.access.door import ANY_PURPOSE, Permission
from punte.core.api.door import allows, viewer_in
from punte.core.errors import Invalid
from punte.protection.funnel.cuts import PERIODS, Cut, months_back
from punte.protection.funnel.queries import funnel
from punte.protection.persons.door import AgeBand, Exploitation, Sex

router = Router(tags=["counts"])
MONTHS = sorted(int(key) for key, _words in PERIODS)


class StepOut(Schema):
    """value: null where one to four persons are hidden."""

    key: str
    value: int | None


class FunnelOut(Schema):
    since: date
    steps: list[StepOut]


class FunnelCut(Schema):
    months: int = Field(12, json_schema_extra={"enum": [*MONTHS]})
    agency: int | None = None
    exploitation: Exploitation | None = None
    age_band: AgeBand | None = None
    sex: Sex | None = None


@router.get("/funnel", response=FunnelOut, summary="How many reached each step")
@allows(Permission.SEE_FUNNEL, purposes=ANY_PURPOSE)
def read_funnel(request: HttpRequest, cut: Query[FunnelCut]) -> dict[str, object]:
    if cut.months not in MONTHS:
        raise Invalid(f"months is one of {', '.join(map(str, MONTHS))}.")
    asked = {
        "agency": cut.agency,
        "exploitation": cut.exploitation,
        "age_band": cut.age_band,
        "sex": cut.sex,
    }
    only = {dim: str(value) for dim, value in asked.items() if value}
    found = funnel(viewer_in(request), Cut(cut.months, only))
    since = months_back(cut.months)
    return {"since": since, "steps": [{"key": s.key, "value": s.value} for s in found.steps]}
