"""Assessing an age: a doubt, findings with their margins, and a decision of two people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.deadlines.door import meet_clock
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile, hold_file, set_age_band
from punte.protection.children import rules
from punte.protection.children.actions.path import (
    AGE,
    end_child_path,
    note,
    run_clocks,
    start_child_path,
)
from punte.protection.children.models import AgeAssessment, AgeStep
from punte.protection.children.models.words import AgeMethod, AgeMove, AgeState
from punte.protection.persons.door import AgeBand

MIN_WORDS = 10


@dataclass(frozen=True)
class Found:
    """One finding. margin: years between which the age lies by it. agreed: the child and the
    guardian agreed to it, informed; needed where the body is touched.
    """

    method: AgeMethod
    body: str
    margin: rules.Margin
    agreed: bool
    words: str


@transaction.atomic
def doubt_age(*, by: Viewer, file: UUID, reason: str, request_key: UUID) -> AgeAssessment:
    """Say that the age is in doubt: from now on the person is presumed a child.

    An adult's file comes onto the child path. Raises Conflict beside an open assessment,
    Invalid without words.
    """
    held = hold_file(by, file)
    check_words(reason)
    try:
        row, new = made_once(
            AgeAssessment,
            by=by,
            request_key=request_key,
            same={"file_id": held.id},
            make=lambda: make_doubt(by, held, reason.strip(), request_key),
        )
    except IntegrityError as error:
        if "one_open_age_assessment" not in str(error):
            raise
        raise Conflict(
            _("The age is being assessed already."), what="child.age_doubt", subject=held.person_id
        ) from error
    if new:
        presume_child(by, held)
        run_clocks(by, [held], AGE)
        note(by, held, "child.age_doubt", assessment=str(row.id), before=row.band_before)
    return row


def make_doubt(by: Viewer, file: AssistanceFile, reason: str, key: UUID) -> AgeAssessment:
    return AgeAssessment.objects.create(
        file=file,
        band_before=file.age_band,
        reason=reason,
        recorded_by_id=by.account_id,
        recorded_at=timezone.now(),
        request_key=key,
        owner=file.owner,
        audiences=file.audiences,
    )


def presume_child(by: Viewer, file: AssistanceFile) -> None:
    band = AgeBand(rules.presumed(file.age_band))
    if band != file.age_band:
        set_age_band(by=by, file=file, age_band=band)
        start_child_path(by, [file])


@transaction.atomic
def record_finding(*, by: Viewer, assessment: UUID, found: Found, request_key: UUID) -> AgeStep:
    """Keep one finding. Raises Invalid for a margin the wrong way round, or an examination of
    the body that the child and the guardian did not agree to.
    """
    row, file = hold_assessment(by, assessment)
    check_words(found.words)
    if not rules.is_sound(found.method, found.margin, agreed=found.agreed):
        raise Invalid(
            _("Give the younger age first. What touches the body needs an informed agreement.")
        )
    if found.method in rules.MEASURED and None in (found.margin.low, found.margin.high):
        raise Invalid(_("This method gives a range: say from which age to which."))
    step, new = step_once(
        by, row, file, AgeMove.FIND, request_key,
        words=found.words.strip(), method=found.method, body=found.body.strip(),
        low=found.margin.low, high=found.margin.high, agreed=found.agreed,
    )  # fmt: skip
    if new:
        go_on(row, AgeMove.FIND, file)
        note(by, file, "child.age_find", assessment=str(row.id), method=str(found.method))
    return step


@transaction.atomic
def propose_age(
    *, by: Viewer, assessment: UUID, version: int, band: AgeBand, ground: str, request_key: UUID
) -> AgeAssessment:
    """Lay a result before a second person. Adult is refused while the findings leave a doubt.

    Raises Invalid (words, a doubt left, "not known" as a result), Conflict.
    """
    row, file = hold_assessment(by, assessment)
    check_words(ground)
    if band == AgeBand.UNKNOWN:
        raise Invalid(_("Decide between adult and child; in doubt it is a child."))
    if band == AgeBand.ADULT and rules.may_be_child(margin_of(row)):
        raise Invalid(
            _("The findings leave room for an age under 18. The benefit of the doubt: a child.")
        )
    step, new = step_once(by, row, file, AgeMove.PROPOSE, request_key, words=ground.strip())
    if new:
        check_version(row, version, file)
        row.proposed, row.ground = band, step.words
        row.proposed_by_id = by.account_id
        go_on(row, AgeMove.PROPOSE, file, "proposed", "ground", "proposed_by")
        note(by, file, "child.age_propose", assessment=str(row.id), band=str(band))
    return row


@transaction.atomic
def answer_age(
    *, by: Viewer, assessment: UUID, version: int, agrees: bool, words: str, request_key: UUID
) -> AgeAssessment:
    """Be the second person. A yes writes the age band on the file and the person.

    Raises Refused for one's own proposal, Conflict when it was answered, Invalid for a no
    without words.
    """
    by.require(Permission.APPROVE)
    row, file = hold_assessment(by, assessment)
    move = AgeMove.CONFIRM if agrees else AgeMove.RETURN
    if row.proposed_by_id == by.account_id and row.state == AgeState.PROPOSED:
        raise Refused(
            _("The second person is another than the one who proposed."),
            what="child.age_confirm own",
            subject=file.person_id,
        )
    if not agrees:
        check_words(words)
    _step, new = step_once(by, row, file, move, request_key, words=words.strip())
    if new:
        check_version(row, version, file)
        settle(by, row, file, move)
    return row


def settle(by: Viewer, row: AgeAssessment, file: AssistanceFile, move: AgeMove) -> None:
    """Write the answer: the decided band goes onto the file, or the work goes on."""
    if move == AgeMove.RETURN:
        go_on(row, move, file)
        note(by, file, "child.age_return", assessment=str(row.id))
        return
    row.decided_by_id, row.decided_at = by.account_id, timezone.now()
    go_on(row, move, file, "decided_by", "decided_at")
    band = AgeBand(row.proposed)
    set_age_band(by=by, file=file, age_band=band)
    meet_clock(by=by, about_id=file.id, measure=AGE)
    if band == AgeBand.ADULT:
        end_child_path(by, file)
    note(by, file, "child.age_confirm", assessment=str(row.id), band=str(band))


def margin_of(row: AgeAssessment) -> rules.Margin:
    """What all findings together leave open."""
    found = AgeStep.objects.filter(assessment=row, move=AgeMove.FIND)
    return rules.widest(rules.Margin(*ends) for ends in found.values_list("low", "high"))


def hold_assessment(by: Viewer, assessment: UUID) -> tuple[AgeAssessment, AssistanceFile]:
    seen = get_visible(AgeAssessment, viewer=by, pk=assessment)
    file = hold_file(by, seen.file_id)
    return get_visible(AgeAssessment, viewer=by, lock=True, pk=assessment), file


def check_version(row: AgeAssessment, version: int, file: AssistanceFile) -> None:
    if row.version != version:
        raise Conflict(what="child.age", subject=file.person_id)


def step_once(
    by: Viewer, row: AgeAssessment, file: AssistanceFile, move: AgeMove, key: UUID, **more: Any
) -> tuple[AgeStep, bool]:
    """The step kept under this key, or a new one when the state allows it."""

    def make() -> AgeStep:
        check_move(row, move, file)
        return AgeStep.objects.create(
            assessment=row,
            move=move,
            file=file,
            recorded_by_id=by.account_id,
            recorded_at=timezone.now(),
            request_key=key,
            owner=file.owner,
            audiences=file.audiences,
            **more,
        )

    same = {"assessment_id": row.id, "move": move}
    return made_once(AgeStep, by=by, request_key=key, same=same, make=make)


def check_move(row: AgeAssessment, move: AgeMove, file: AssistanceFile) -> None:
    if rules.next_state(row.state, move) is None:
        raise Conflict(what=f"child.age {move} from {row.state}", subject=file.person_id)


def go_on(row: AgeAssessment, move: AgeMove, file: AssistanceFile, *fields: str) -> None:
    target = rules.next_state(row.state, move)
    if target is None:
        raise Conflict(what=f"child.age {move} from {row.state}", subject=file.person_id)
    row.state = target
    row.version += 1
    row.save(update_fields=[*fields, "state", "version"])


def check_words(words: str) -> None:
    if len(words.strip()) < MIN_WORDS:
        raise Invalid(_("Say in at least %(count)d characters why.") % {"count": MIN_WORDS})
