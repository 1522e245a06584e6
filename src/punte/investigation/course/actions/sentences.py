"""What a judgment lays on who is convicted, and how it is enforced."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.investigation.cases.door import Stage, hold_case
from punte.investigation.course.actions.accused import of_accused
from punte.investigation.course.actions.common import (
    follow,
    hold_row,
    keep,
    keep_new,
    refuse_future,
)
from punte.investigation.course.actions.court import somebody_in_court
from punte.investigation.course.models import Accused, Judgment, Sentence, Verdict
from punte.investigation.course.words import Enforcement, Finding


@dataclass(frozen=True)
class Penalty:
    """A sentence; what is zero or empty is no part of it."""

    years: int = 0
    months: int = 0
    days: int = 0
    life: bool = False
    suspended: bool = False
    served_days: int = 0
    fine: Decimal | None = None
    confiscated: Decimal | None = None
    currency: str = ""
    assets: str = ""
    ban: str = ""
    ban_years: int = 0
    mitigating: str = ""


@transaction.atomic
def pass_sentence(
    *, by: Viewer, case_id: UUID, accused_id: UUID, judgment_id: UUID, penalty: Penalty, key: UUID
) -> Sentence:
    """Keep the sentence of a judgment against one whom it convicts.

    Raises Refused, NotHere, Invalid (empty, or money without a currency), Conflict (not
    convicted by it, quashed, or sentenced by it already).
    """
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    _check(penalty)
    judgment = get_visible(Judgment, viewer=by, lock=True, case=case, pk=judgment_id)
    accused = get_visible(Accused, viewer=by, case=case, pk=accused_id)
    guilty = Verdict.objects.visible_to(by).filter(
        judgment=judgment, accused=accused, finding=Finding.CONVICTED
    )
    if not judgment.stands or not guilty.exists():
        raise Conflict(_("This judgment does not convict them."))
    known = Sentence.objects.visible_to(by).filter(judgment=judgment, accused=accused)
    if known.exclude(request_key=key).exists():
        raise Conflict(_("The sentence of this judgment is kept already."))
    row, _new = keep_new(
        Sentence, by=by, case=case, action="course.sentence", key=key, hung=of_accused(accused),
        values={**asdict(penalty), "judgment": judgment, "accused": accused},
    )  # fmt: skip
    return row


def _check(penalty: Penalty) -> None:
    if (penalty.fine is not None or penalty.confiscated is not None) and not penalty.currency:
        raise Invalid(_("Say in which currency."))
    prison = penalty.years or penalty.months or penalty.days or penalty.life
    money = penalty.fine or penalty.confiscated
    if not (prison or money or penalty.assets or penalty.ban):
        raise Invalid(_("Say at least one part of the sentence."))


@transaction.atomic
def enforce(
    *,
    by: Viewer,
    case_id: UUID,
    sentence_id: UUID,
    enforcement: Enforcement,
    on: date,
    note: str,
    version: int,
) -> Sentence:
    """How far a sentence is served and paid. Raises Conflict before the judgment is final."""
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    refuse_future(on)
    row = hold_row(by, Sentence, case, sentence_id, version)
    if row.judgment.final_on is None:
        raise Conflict(_("A sentence is enforced once its judgment is final."))
    row.enforcement, row.enforced_on, row.enforced_note = enforcement, on, note
    keep(by, case, row, "course.enforce", state=str(enforcement))
    if enforcement != Enforcement.WAITING and not somebody_in_court(by, case):
        follow(by, case, row, Stage.ENFORCEMENT, str(row.judgment))
    return row
