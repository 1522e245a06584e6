"""What a file holds besides plans and services, as rows: assessments, tasks, a child's guardian,
claims and hearings.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from punte.core.access.door import DataClass
from punte.demo.rng import delay
from punte.demo.rows import compact
from punte.protection.plans.assessment_rules import NEEDS, RATINGS, suggest_risk
from punte.protection.plans.questions import newest_set

if TYPE_CHECKING:
    from punte.demo.cases import Case
    from punte.demo.desk_work import Work
    from punte.demo.helping import Helping

TASKS = ("Sunați la birou", "Pregătiți actele", "Verificați oferta", "Scrieți raportul scurt")
CURRENCY = {"MD": "MDL", "RO": "RON"}


def write_assessments(work: Work, file: Helping) -> str:
    """One soon after the opening and, of older files, another later; returns the last risk."""
    risk, at = "", file.opened + delay(work.rng, 40)
    for number in (1, 2):
        if at > (file.closed or work.now) or not work.chance(0.8):
            return risk
        needs, risks = draw_answers(work, better=number == 2)
        advice = suggest_risk(needs, risks, [asked.key for asked in newest_set().risks])
        risk = advice.level
        work.sheet.add(
            "protection_assessment", work.id_at(at), file.id, number, newest_set().version, needs,
            risks, risk, compact([asdict(reason) for reason in advice.reasons]), risk, "",
            work.chance(0.1), at, file.worker, work.once(), *file.guard,
        )  # fmt: skip
        at += timedelta(days=work.rng.randint(60, 110))
    return risk


def draw_answers(work: Work, *, better: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Operational needs and rated risks, milder the second time."""
    asked = newest_set()
    weights = (6, 3, 1) if better else (3, 4, 2)
    needs = {
        area.key: {
            need.key: {"level": work.rng.choices(NEEDS, weights)[0], "note": ""}
            for need in area.needs
            if work.chance(0.8)
        }
        for area in asked.areas_of(DataClass.OPERATIONAL)
    }
    risks = {
        risk.key: {
            "level": work.rng.choices(RATINGS, weights)[0],
            "factors": [f.key for f in risk.factors if work.chance(0.2)],
        }
        for risk in asked.risks
    }
    return needs, risks


def write_task(work: Work, file: Helping) -> None:
    """Something to do in the coming days."""
    made = min(work.now, file.opened + delay(work.rng, 50))
    due = (work.now + timedelta(days=work.rng.randint(-3, 12))).date()
    work.sheet.add(
        "protection_task", work.id_at(made), file.id, work.rng.choice(TASKS), due, file.worker,
        file.worker, made, None, None, work.once(), *file.guard,
    )  # fmt: skip


def write_guardian(work: Work, case: Case, file: Helping) -> None:
    """Who acts for a child; no name."""
    at = file.opened + delay(work.rng, 20)
    if at > work.now:
        return
    work.sheet.add(
        "protection_guardian", work.id_at(at), file.id, file.worker, at, work.once(), "public",
        "autoritatea tutelară", case.unit.district, False, "autoritatea tutelară", at.date(),
        None, "", False, "", None, "", 1, *file.guard,
    )  # fmt: skip


def write_justice(work: Work, case: Case, file: Helping) -> None:
    """A claim that is under way or paid, and for an open file a hearing to come."""
    at = file.opened + delay(work.rng, 300)
    if at > work.now:
        return
    asked = work.rng.randrange(5_000, 90_000, 500)
    paid = file.closed is not None
    work.sheet.add(
        "protection_claim", work.id_at(at), file.id, file.worker, at, work.once(), "state",
        "paid" if paid else "prepared", CURRENCY[file.country], f"{asked}.00",
        f"{asked}.00" if paid else None, f"{asked}.00" if paid else "0.00", "Comisia de stat",
        case.unit.district, "", file.closed or at, 1, *file.guard,
    )  # fmt: skip
    if not paid:
        write_hearing(work, case, file, work.now + timedelta(days=work.rng.randint(4, 40)))


def write_hearing(work: Work, case: Case, file: Helping, at: datetime) -> None:
    work.sheet.add(
        "protection_hearing", work.id_at(work.now), file.id, file.worker, work.now, work.once(),
        "hearing", "planned", at.replace(hour=8, minute=0, second=0, microsecond=0),
        "Judecătoria", case.unit.district, "", file.worker, "", ["screen"], False, "", 1,
        *file.guard,
    )  # fmt: skip
