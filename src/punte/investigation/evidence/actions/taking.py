"""Taking an exhibit: its number, what it is, where it was found, and its first files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Invalid
from punte.core.once import derived_key, made_once
from punte.investigation.cases.door import Case, hold_case, of_case
from punte.investigation.evidence.actions.files import Incoming, keep
from punte.investigation.evidence.actions.steps import SLACK, Facts, When, written
from punte.investigation.evidence.holders import oneself
from punte.investigation.evidence.models import Exhibit
from punte.investigation.evidence.words import Category, ClockSource, Step


@dataclass(frozen=True)
class Finding:
    """What was taken, where and when, by which clock, by whom and on what ground.

    clock_offset: by how many seconds that clock was fast. authorisation: the order that allowed
    it, if it is kept in Punte.
    """

    what: str
    category: Category
    found_place: str
    found_at: datetime
    clock: ClockSource
    finder: str
    legal_basis: str
    clock_offset: int = 0
    seal: str = ""
    description: str = ""
    authorisation: UUID | None = None


@transaction.atomic
def take_exhibit(
    *,
    by: Viewer,
    case_id: UUID,
    finding: Finding,
    request_key: UUID,
    files: Iterable[Incoming] = (),
    synthetic: bool = False,
) -> Exhibit:
    """A new exhibit with the next number of the case's year, held by the viewer.

    Each file is kept whole, with both digests, or nothing of the exhibit is. Raises Refused,
    NotHere, Conflict (closed case), Invalid (times, a file too large, cut short or misnamed).
    """
    case = hold_case(by, case_id, permission=Permission.KEEP_EVIDENCE)
    _check_times(finding)

    def make() -> Exhibit:
        return _make(by, case, finding, request_key, synthetic)

    same = {"case_id": case.pk, "what": finding.what}
    exhibit, new = made_once(Exhibit, by=by, request_key=request_key, same=same, make=make)
    if new:
        _first_step(by, exhibit, finding)
        for incoming in files:
            keep(by, exhibit, incoming)
    return exhibit


def _make(by: Viewer, case: Case, finding: Finding, key: UUID, synthetic: bool) -> Exhibit:
    # The case is locked: nobody else counts at the same time, and a number that is not used after
    # all is given to the next.
    year = timezone.localdate().year
    last = Exhibit.objects.filter(case=case, year=year).order_by("-serial").first()
    serial = last.serial + 1 if last else 1
    holder = oneself(by)
    row: dict[str, Any] = of_case(case) | asdict(finding)
    row["audiences"] = sorted({*case.audiences, holder.audience})
    return Exhibit.objects.create(
        **row,
        year=year,
        serial=serial,
        number=f"{case.number}/{year}-{serial:03d}",
        holder=holder.key,
        holder_name=holder.name,
        holder_audience=holder.audience,
        made_at=timezone.now(),
        made_by_id=by.account_id,
        synthetic=synthetic,
        request_key=key,
    )


def _first_step(by: Viewer, exhibit: Exhibit, finding: Finding) -> None:
    said = asdict(finding) | {"number": exhibit.number}
    said["found_at"] = finding.found_at.astimezone(UTC).isoformat()
    said["authorisation"] = str(finding.authorisation or "")
    facts = Facts(
        to=oneself(by),
        giver=finding.finder,
        place=finding.found_place,
        reason=finding.legal_basis,
        seal=finding.seal,
        detail={key: str(value) for key, value in said.items()},
        when=When(finding.found_at, finding.clock, finding.clock_offset),
    )
    written(by, exhibit, Step.TAKEN, facts, derived_key(exhibit.request_key, "taken"))


def _check_times(finding: Finding) -> None:
    true = When(finding.found_at, finding.clock, finding.clock_offset).true
    if true is not None and true > timezone.now() + SLACK:
        raise Invalid(_("This time lies in the future. If the clock was fast, say by how much."))
    if abs(finding.clock_offset) > 366 * 86400:
        raise Invalid(_("A clock that is more than a year wrong tells no time. Estimate it."))
