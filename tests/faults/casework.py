"""A case with one of nearly everything that an address of the investigation floor may name."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from punte.core.access.door import acting_as
from punte.investigation.analysis.actions.charts import Title, make_chart
from punte.investigation.analysis.content import Content, Spot
from punte.investigation.authorisations.models import MeasureRule, Quarantine
from punte.investigation.cases.actions.tasks import Wish, add_task
from punte.investigation.cases.checklist import POINTS
from punte.investigation.cases.door import CaseOffence, team_of
from punte.investigation.course.actions.court import Date, set_hearing
from punte.investigation.course.actions.judgments import lodge_appeal
from punte.investigation.course.actions.restraints import Order as Measure
from punte.investigation.course.actions.restraints import order_restraint
from punte.investigation.course.actions.sentences import Penalty, pass_sentence
from punte.investigation.course.actions.victims import lodge_claim
from punte.investigation.course.words import (
    Appellant,
    Currency,
    Finding,
    HearingKind,
    RestraintKind,
)
from punte.investigation.evidence.actions import stores
from punte.investigation.evidence.door import chain_of, files_of
from punte.investigation.exchange.actions.imports import Upload, begin_import
from punte.investigation.exchange.background import look_at
from punte.investigation.proof.actions.defence import add_thing
from punte.investigation.proof.actions.hypotheses import Evidence, add_piece, state_hypothesis
from punte.investigation.proof.words import ThingKind
from punte.investigation.recordings.actions.listening import begin_listening
from punte.investigation.recordings.actions.marking import add_mark
from punte.investigation.recordings.models import Recording
from punte.investigation.subjects.actions.merging import propose_merge
from punte.investigation.subjects.actions.sources import Origin, add_narrow_source
from punte.investigation.subjects.models import Statement
from punte.investigation.subjects.words import SourceKind
from tests.investigation.authorisations.support import Team, ask
from tests.investigation.course.making import Scene, ago, judged_of, scene_of, sent_of, suspect_of
from tests.investigation.course.test_victims import disclosed_of, victim_of
from tests.investigation.exchange.making import CALLS, FIRST, as_csv, work
from tests.investigation.recordings.support import OWN, TAPPED, made_at, plan, take, upload
from tests.support.exhibits import incoming, make_exhibit
from tests.support.subjects import make_source, thing, write
from tests.support.worlds import World


def case_rows(world: World) -> dict[str, Any]:
    """Names of an address of the investigation floor, and what they mean in one case."""
    scene = scene_of(world)
    by, case = scene.police, scene.case
    rows = {"case_id": case.pk, **subjects_of(scene), **course_of(scene)}
    exhibit = make_exhibit(by, case, incoming(b"RIFF invented"))
    with acting_as(by):
        rows |= {
            "exhibit_id": exhibit.pk,
            "file_id": files_of(by, exhibit).get().pk,
            "custody_id": chain_of(by, exhibit).get().pk,
            "task_id": add_task(
                by=by, case_id=case.pk, wish=Wish("Ask"), request_key=uuid4()
            ).pk,
            "row_id": CaseOffence.objects.get(case=case).pk,
            "member_id": team_of(case).get(account=scene.prosecutor.account_id).pk,
            "run_id": begun_list(scene),
        }  # fmt: skip
    rule = MeasureRule.objects.filter(jurisdiction="MD").order_by("pk").first()
    assert rule is not None
    words = {
        "key": next(iter(POINTS)),
        "schema": "Person",
        "act": "offer",
        "kind": "order",
        "version": 1,
    }
    return {
        **rows,
        **store_rows(world),
        **recorded(scene),
        **words,
        "version": 1,
        "rule_id": rule.pk,
    }


def subjects_of(scene: Scene) -> dict[str, UUID]:
    """Two persons who may be one, what a narrow source says, a hypothesis and a chart."""
    by, case = scene.police, scene.case
    wide = make_source(by, case)
    left, right = write(
        by, case, wide, thing("Person", name="Ana Inventata"), thing("Person", name="Ana Test")
    )
    about: dict[str, Any] = {"case_id": case.pk, "key": uuid4()}
    with acting_as(by):
        merge = propose_merge(by=by, case_id=case.pk, left=left, right=right, why="Alike")
        origin = Origin("Invented informer", SourceKind.STATEMENT, wide.got_at)
        narrow, by = add_narrow_source(
            by=by, case_id=case.pk, origin=origin, members=[], request_key=uuid4()
        )
        spots = (Spot(str(left), 1.0, 2.0, ""),)
        made = {
            "group": left,
            "left": left,
            "right": right,
            "merge_id": merge.pk,
            "source_id": narrow.pk,
            "statement_id": Statement.objects.filter(entity=left).earliest("made_at").pk,
            "chart_id": make_chart(
                by=by, case_id=case.pk, title=Title("Calls"), content=Content(spots),
                request_key=uuid4(),
            ).pk,
            "hypothesis_id": state_hypothesis(
                by=by, statement="It was so", disproof="A receipt", **about
            ).pk,
            "piece_id": add_piece(by=by, what=Evidence(words="A receipt"), **about).pk,
            "thing_id": add_thing(
                by=by, case_id=case.pk, kind=ThingKind.DOCUMENT, title="A receipt"
            ).pk,
        }  # fmt: skip
    scene.police = by
    return made


def course_of(scene: Scene) -> dict[str, UUID]:
    """Somebody judged, with an appeal, a sentence and a measure; a victim with a claim."""
    accused = suspect_of(scene)
    charge = sent_of(scene, accused)
    judgment = judged_of(scene, charge, Finding.CONVICTED)
    victim = victim_of(scene)
    disclosure = disclosed_of(scene, victim.pk)
    about: dict[str, Any] = {"case_id": scene.case.pk, "key": uuid4()}
    with acting_as(scene.prosecutor) as by:
        accused.refresh_from_db()
        start = timezone.now() - timedelta(hours=1)
        restraint = order_restraint(
            by=by, accused_id=accused.pk, version=accused.version, **about,
            order=Measure(RestraintKind.CONTROL, start, start + timedelta(days=20), "Sample Court"),
        )  # fmt: skip
        day = Date(HearingKind.MERITS, timezone.now() + timedelta(days=2), "Sample Court")
        return {
            "accused_id": accused.pk,
            "charge_id": charge.pk,
            "judgment_id": judgment.pk,
            "victim_id": victim.pk,
            "disclosure_id": disclosure.pk,
            "restraint_id": restraint.pk,
            "hearing_id": set_hearing(by=by, day=day, **about).pk,
            "appeal_id": lodge_appeal(
                by=by, judgment_id=judgment.pk, appellant=Appellant.DEFENCE, on=ago(1),
                grounds="", **about,
            ).pk,
            "sentence_id": pass_sentence(
                by=by, accused_id=accused.pk, judgment_id=judgment.pk, penalty=Penalty(years=3),
                **about,
            ).pk,
            "award_id": lodge_claim(
                by=by, victim_id=victim.pk, claimed=Decimal(100), currency=Currency.MDL,
                on=ago(1), **about,
            ).pk,
        }  # fmt: skip


def begun_list(scene: Scene) -> UUID:
    """A list that waits for its columns to be chosen."""
    upload = Upload("calls", "Invented calls", "calls.csv", [as_csv([CALLS, FIRST])])
    run = begin_import(by=scene.police, case_id=scene.case.pk, upload=upload, request_key=uuid4())
    return work(run.pk, look_at).pk


def store_rows(world: World) -> dict[str, Any]:
    with acting_as(world.evidence_keeper) as by:
        place = stores.Place("Invented store", "Cellar", 2)
        store, by = stores.open_store(by=by, place=place, request_key=uuid4())
        taking = stores.begin_stock(by=by, store_id=store.pk, request_key=uuid4())
    return {"store_id": store.pk, "account_id": by.account_id, "taking_id": taking.pk}


def recorded(scene: Scene) -> dict[str, UUID]:
    """A measure that was asked for, a recording that somebody hears, and what lies unread."""
    crew = object.__new__(Team)
    crew.case, crew.investigator, crew.prosecutor = scene.case, scene.police, scene.prosecutor
    now = timezone.now()
    intake = take(crew, plan(crew, [upload(made_at(now - timedelta(hours=1)))], **OWN))
    take(crew, plan(crew, [upload(made_at(now - timedelta(hours=2)))], **TAPPED))
    measure = ask(scene.police, scene.case)
    with acting_as(scene.police) as by:
        recording = Recording.objects.get(intake=intake)
        about: dict[str, Any] = {
            "by": by, "case_id": scene.case.pk, "recording_id": recording.pk,
            "request_key": uuid4(),
        }  # fmt: skip
        return {
            "authorisation_id": measure.pk,
            "intake_id": intake.pk,
            "recording_id": recording.pk,
            "listening_id": begin_listening(**about).pk,
            "mark_id": add_mark(place=0.1, text="Invented", **about).pk,
            "quarantine_id": Quarantine.objects.get(case=scene.case).pk,
        }
