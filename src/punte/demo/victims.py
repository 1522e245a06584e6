"""Victims of invented cases: letters, what was disclosed of one for a while, a claim, an award."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from punte.demo.teams import Team
from punte.investigation.course.door import (
    AgeBand,
    Award,
    Awarded,
    Basis,
    CourtMeasure,
    DataKind,
    Given,
    Standing,
    VictimRole,
    add_victim,
    keep_award,
    lodge_claim,
    protect_in_court,
    record_disclosure,
)


def currency_of(team: Team) -> str:
    """In which the country's courts speak."""
    return "MDL" if team.country.code == "MD" else "RON"


def write_victims(team: Team, ago: int) -> Award:
    """Two under letters, known so many days ago; the first has a claim, which this returns."""
    first, _second = (
        add_victim(
            by=team.prosecutor, case_id=team.case.pk, age_band=AgeBand.ADULT, standing=standing,
            key=team.key("victim", standing),
        )
        for standing in (Standing.CIVIL, Standing.WITNESS)
    )  # fmt: skip
    protect_in_court(
        by=team.prosecutor, case_id=team.case.pk, victim_id=first.pk, standing=Standing.CIVIL,
        measures=[CourtMeasure.VIDEO, CourtMeasure.CLOSED], order="Î-3/inventat",
        ordered_on=_day(team, ago), version=first.version,
    )  # fmt: skip
    _disclose(team, first, ago)
    return lodge_claim(
        by=team.prosecutor, case_id=team.case.pk, victim_id=first.pk, claimed=Decimal(90000),
        currency=currency_of(team), on=_day(team, ago), key=team.key("claim"),
    )  # fmt: skip


def _disclose(team: Team, victim: VictimRole, ago: int) -> None:
    given = Given(
        "Echipa teritorială (inventat)", Basis.CONSENT, "Acord scris, inventat",
        "Audierea prin videoconferință", _day(team, ago), team.ahead(days=20),
    )  # fmt: skip
    parts = [(DataKind.AVAILABLE, "Poate fi ascultată marți, după ora 14 (inventat).")]
    record_disclosure(
        by=team.prosecutor, case_id=team.case.pk, victim_id=victim.pk, given=given, parts=parts,
        key=team.key("disclosure"),
    )  # fmt: skip


def write_award(team: Team, claimed: Award, *, paid: bool) -> None:
    """What the judgment gave; paid: all of it has come."""
    sum_ = Decimal(60000)
    what = Awarded(
        sum_, _day(team, 95), "S-44/inventat", sum_ if paid else None,
        _day(team, 30) if paid else None,
    )  # fmt: skip
    keep_award(
        by=team.prosecutor, case_id=team.case.pk, award_id=claimed.pk, what=what,
        version=claimed.version,
    )  # fmt: skip


def _day(team: Team, ago: int) -> date:
    return team.ago(days=ago).date()
