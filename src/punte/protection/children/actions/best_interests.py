"""Assessing a child's best interests, and the second person's signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.deadlines.door import meet_clock
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile, hold_file
from punte.protection.children import rules
from punte.protection.children.actions.path import BEST_INTERESTS, note
from punte.protection.children.instruments import dimensions, questions_version
from punte.protection.children.models import BestInterests, Signature
from punte.protection.children.models.words import Finding, Recommendation

LEAST_OPTIONS = 2
MOST_WORDS = 4000


@dataclass(frozen=True)
class Option:
    """One way that was weighed: what speaks for it and against it for this child."""

    option: str
    good: str
    bad: str


@dataclass(frozen=True)
class Assessment:
    """answers: question key → words. ratings: dimension key → Finding; left out is not rated.
    heard: whether the child's views were heard; if not, the answers say why.
    """

    assessed_on: date
    heard: bool
    answers: Mapping[str, str]
    ratings: Mapping[str, str]
    options: Sequence[Option]
    recommendation: Recommendation
    reasons: str


@transaction.atomic
def assess_best_interests(
    *, by: Viewer, file: UUID, found: Assessment, request_key: UUID
) -> BestInterests:
    """Keep an assessment for good; it counts when a second person has signed it.

    Raises Invalid (missing answers, fewer than two options, a day to come), Conflict, Refused.
    """
    held = hold_file(by, file)
    check_path(held)
    check_assessment(found)
    row, new = made_once(
        BestInterests,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: make_assessment(by, held, found, request_key),
    )
    if new:
        note(by, held, "child.assess", assessment=str(row.id))
    return row


def check_path(file: AssistanceFile) -> None:
    if not file.child_path:
        raise Conflict(
            _("This file is not on the child path."), what="child.assess", subject=file.person_id
        )


def check_assessment(found: Assessment) -> None:
    """Refuse what is not a whole assessment."""
    questions = [q for part in dimensions() for q in part.questions]
    if rules.missing_answers([q.key for q in questions if q.required], found.answers):
        raise Invalid(_("Some questions have no answer yet."))
    if set(found.answers) - {q.key for q in questions}:
        raise Invalid(_("There is no such question."))
    known = {part.key for part in dimensions()}
    if set(found.ratings) - known or set(found.ratings.values()) - set(Finding.values):
        raise Invalid(_("There is no such rating."))
    words = [*found.answers.values(), found.reasons, *(o.option for o in found.options)]
    if any(len(text) > MOST_WORDS for text in words):
        raise Invalid(_("At most %(count)d characters fit here.") % {"count": MOST_WORDS})
    if len([o for o in found.options if o.option.strip()]) < LEAST_OPTIONS:
        raise Invalid(_("Weigh at least two options."))
    if not found.reasons.strip():
        raise Invalid(_("Say why this is best for the child."))
    if found.assessed_on > timezone.localdate():
        raise Invalid(_("The day lies in the future."))


def make_assessment(
    by: Viewer, file: AssistanceFile, found: Assessment, key: UUID
) -> BestInterests:
    return BestInterests.objects.create(
        file=file,
        questions=questions_version(),
        assessed_on=found.assessed_on,
        heard=found.heard,
        answers={k: text.strip() for k, text in found.answers.items() if text.strip()},
        ratings=dict(found.ratings),
        options=[vars(option) for option in found.options if option.option.strip()],
        recommendation=found.recommendation,
        reasons=found.reasons.strip(),
        recorded_by_id=by.account_id,
        recorded_at=timezone.now(),
        request_key=key,
        owner=file.owner,
        audiences=file.audiences,
    )


@transaction.atomic
def sign_assessment(
    *, by: Viewer, assessment: UUID, agrees: bool, words: str, request_key: UUID
) -> Signature:
    """Be the second person: agree, or give it back with words for a new assessment.

    Raises Refused for one's own assessment, Conflict when it has an answer, Invalid for a
    no without words.
    """
    by.require(Permission.APPROVE)
    row = get_visible(BestInterests, viewer=by, pk=assessment)
    file = hold_file(by, row.file_id)
    if row.recorded_by_id == by.account_id:
        raise Refused(
            _("The second person is another than the one who assessed."),
            what="child.sign own",
            subject=file.person_id,
        )
    if not agrees and not words.strip():
        raise Invalid(_("Say what is missing."))
    signature, new = sign_once(by, file, row, agrees, words.strip(), request_key)
    if new:
        if agrees:
            meet_clock(by=by, about_id=file.id, measure=BEST_INTERESTS)
        note(by, file, "child.sign", assessment=str(row.id), agrees=agrees)
    return signature


def sign_once(
    by: Viewer, file: AssistanceFile, row: BestInterests, agrees: bool, words: str, key: UUID
) -> tuple[Signature, bool]:
    try:
        return made_once(
            Signature,
            by=by,
            request_key=key,
            same={"assessment_id": row.id},
            make=lambda: Signature.objects.create(
                assessment=row,
                assessor=row.recorded_by_id,
                agrees=agrees,
                words=words,
                file=file,
                recorded_by_id=by.account_id,
                recorded_at=timezone.now(),
                request_key=key,
                owner=file.owner,
                audiences=file.audiences,
            ),
        )
    except IntegrityError as error:
        raise Conflict(what="child.sign", subject=file.person_id) from error
