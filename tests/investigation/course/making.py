"""Invented courses of cases, through the room's own actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.actions.offences import add_offence
from punte.investigation.cases.models import Case, CaseOffence, Offence
from punte.investigation.cases.words import Part
from punte.investigation.course.actions.accused import Accusation, bring_charge, name_suspect
from punte.investigation.course.actions.court import Act, send_to_court
from punte.investigation.course.actions.judgments import Ruling, give_judgment, make_final
from punte.investigation.course.models import Accused, Charge, Judgment
from punte.investigation.course.words import Finding, Instance
from punte.investigation.subjects.door import Entity
from punte.investigation.subjects.models import Entity as EntityRow
from tests.support.cases import in_team, make_case
from tests.support.worlds import World


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


@dataclass
class Scene:
    """A case, an investigator who leads it, and a prosecutor of its team."""

    case: Case
    police: Viewer
    prosecutor: Viewer


def scene_of(world: World) -> Scene:
    case, by = make_case(world.investigator)
    joined = in_team(case, by, world.prosecutor, Part.PROSECUTOR)
    with acting_as(by):
        offence = Offence.objects.get(key="MD:165")
        add_offence(by=by, case_id=case.pk, offence=offence.pk, version=case.version)
        case.refresh_from_db()
    return Scene(case, by, joined)


def entity_of(scene: Scene, caption: str = "Inventat Exemplescu", **more: Any) -> Entity:
    """A person of the case; call it acting as the police."""
    key = uuid4()
    values = {"id": key, "group": key, "schema": "Person", "caption": caption, **more}
    return EntityRow.objects.create(
        case=scene.case, owner=scene.case.owner, audiences=scene.case.audiences,
        made_at=timezone.now(), made_by_id=scene.police.account_id, **values,
    )  # fmt: skip


def suspect_of(scene: Scene, caption: str = "Inventat Exemplescu") -> Accused:
    with acting_as(scene.police) as by:
        return name_suspect(
            by=by, case_id=scene.case.pk, entity=entity_of(scene, caption).pk, on=ago(60),
            basis="Invented", request_key=uuid4(),
        )  # fmt: skip


def offence_of(scene: Scene) -> int:
    return CaseOffence.objects.get(case=scene.case, ended_at=None).offence_id


def charge_of(scene: Scene, accused: Accused) -> Charge:
    with acting_as(scene.prosecutor) as by:
        accused.refresh_from_db()
        return bring_charge(
            by=by, case_id=scene.case.pk, accused_id=accused.pk, version=accused.version,
            what=Accusation(offence_of(scene), "Invented wording", ago(50)), key=uuid4(),
        )  # fmt: skip


def sent_of(scene: Scene, accused: Accused) -> Charge:
    """A charge against somebody who is before the court."""
    charge = charge_of(scene, accused)
    with acting_as(scene.prosecutor) as by:
        act = Act("1/2026", ago(40), "Sample Court")
        send_to_court(by=by, case_id=scene.case.pk, accused=[accused.pk], act=act, key=uuid4())
    return charge


def judged_of(scene: Scene, charge: Charge, finding: Finding, **more: Any) -> Judgment:
    with acting_as(scene.prosecutor) as by:
        ruling = Ruling(Instance.FIRST, "Sample Court", "7/2026", ago(20), **more)
        return give_judgment(
            by=by, case_id=scene.case.pk, ruling=ruling, findings={charge.pk: finding}, key=uuid4()
        )


def make_final_of(scene: Scene, judgment: Judgment) -> None:
    with acting_as(scene.prosecutor) as by:
        make_final(
            by=by, case_id=scene.case.pk, judgment_id=judgment.pk, on=ago(0),
            version=judgment.version,
        )  # fmt: skip
