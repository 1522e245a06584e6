"""Acts on somebody who is pursued."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from punte.core.access.door import Permission, Viewer, ViewerRequest, get_visible, requires
from punte.core.once import once_key_of
from punte.investigation.cases.door import Case, get_case, offences_of
from punte.investigation.course.actions.accused import (
    PURSUABLE,
    Accusation,
    bring_charge,
    change_charge,
    drop_charge,
    move_accused,
    name_suspect,
    record_plea,
)
from punte.investigation.course.actions.restraints import Order, lift_restraint, order_restraint
from punte.investigation.course.forms.accused import (
    ChargeForm,
    DropForm,
    LiftForm,
    MoveAccusedForm,
    PleaForm,
    RestraintForm,
    SuspectForm,
)
from punte.investigation.course.models import Accused, Charge, Restraint
from punte.investigation.course.queries.course import get_accused
from punte.investigation.course.views.common import act_in, start_of
from punte.investigation.course.words import Plea, RestraintKind, State
from punte.investigation.subjects.door import things_of

MOST_PEOPLE = 500


@requires(Permission.WORK_CASES)
def add(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Name a suspect among the persons and companies of the case."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    form = SuspectForm(request.POST or None, people=_pursuable(viewer, case))

    def act(values: dict[str, Any]) -> Accused:
        return name_suspect(by=viewer, case_id=case_id, request_key=once_key_of(request), **values)

    return act_in(
        request, case, form, act, title=_("Name a suspect"), done=_("The suspect is named.")
    )


def _pursuable(viewer: Viewer, case: Case) -> list[tuple[str, str]]:
    taken = Accused.objects.visible_to(viewer).filter(case=case).values("entity__group")
    rows = things_of(viewer, case).filter(schema__in=PURSUABLE).exclude(group__in=taken)
    return [(str(row.pk), row.caption) for row in rows.order_by("caption", "pk")[:MOST_PEOPLE]]


def _offences(viewer: Viewer, case: Case) -> list[tuple[str, str]]:
    return [(str(row.offence_id), str(row.offence)) for row in offences_of(viewer, case)]


@requires(Permission.DECIDE_COURSE)
def charge(request: ViewerRequest, case_id: UUID, accused_id: UUID) -> HttpResponseBase:
    """Charge somebody with an offence of the case."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_accused(viewer, case, accused_id)
    form = ChargeForm(request.POST or None, offences=_offences(viewer, case), initial=start_of(row))

    def act(values: dict[str, Any]) -> Charge:
        version = values.pop("version")
        what = Accusation(**values)
        return bring_charge(
            by=viewer, case_id=case_id, accused_id=accused_id, what=what, version=version,
            key=once_key_of(request),
        )  # fmt: skip

    return act_in(
        request, case, form, act, title=_("Bring a charge"), done=_("The charge is brought."),
        back=row.get_absolute_url(), row=row, lead=row.name,  # type: ignore[attr-defined]
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def change(request: ViewerRequest, case_id: UUID, charge_id: UUID) -> HttpResponseBase:
    """Another offence or wording in the place of a charge."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Charge, viewer=viewer, case=case, pk=charge_id)
    start = {"offence": row.offence_id, "wording": row.wording, **start_of(row)}
    form = ChargeForm(request.POST or None, offences=_offences(viewer, case), initial=start)

    def act(values: dict[str, Any]) -> Charge:
        version = values.pop("version")
        what = Accusation(**values)
        return change_charge(
            by=viewer, case_id=case_id, charge_id=charge_id, what=what, version=version,
            key=once_key_of(request),
        )  # fmt: skip

    return act_in(
        request, case, form, act, title=_("Replace a charge"),
        done=_("The charge is replaced; the one before stays on record."),
        back=row.accused.get_absolute_url(), row=row,
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def drop(request: ViewerRequest, case_id: UUID, charge_id: UUID) -> HttpResponseBase:
    """A charge falls."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Charge, viewer=viewer, case=case, pk=charge_id)

    def act(values: dict[str, Any]) -> Charge:
        return drop_charge(by=viewer, case_id=case_id, charge_id=charge_id, **values)

    form = DropForm(request.POST or None, initial=start_of(row))
    return act_in(
        request, case, form, act, title=_("Drop a charge"), done=_("The charge is dropped."),
        back=row.accused.get_absolute_url(), row=row, lead=str(row), danger=True,
        submit=pgettext("charge", "Drop it"),
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def plea(request: ViewerRequest, case_id: UUID, accused_id: UUID) -> HttpResponseBase:
    """What the accused says to the charges."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_accused(viewer, case, accused_id)

    def act(values: dict[str, Any]) -> Accused:
        said = Plea(values.pop("plea"))
        return record_plea(by=viewer, case_id=case_id, accused_id=accused_id, plea=said, **values)

    start = {"plea": row.plea, "on": row.plea_on, "note": row.plea_note, **start_of(row)}
    return act_in(
        request, case, PleaForm(request.POST or None, initial=start), act,
        title=_("Answer to the charges"), done=_("The answer is kept."),
        back=row.get_absolute_url(), row=row, lead=row.name,  # type: ignore[attr-defined]
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def move(request: ViewerRequest, case_id: UUID, accused_id: UUID) -> HttpResponseBase:
    """A step that a prosecutor decides without another act."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_accused(viewer, case, accused_id)

    def act(values: dict[str, Any]) -> Accused:
        to = State(values.pop("to"))
        return move_accused(by=viewer, case_id=case_id, accused_id=accused_id, to=to, **values)

    form = MoveAccusedForm(request.POST or None, state=row.state, initial=start_of(row))
    return act_in(
        request, case, form, act, title=_("Another step"), done=_("The step is kept."),
        back=row.get_absolute_url(), row=row, lead=row.name,  # type: ignore[attr-defined]
    )  # fmt: skip


@requires(Permission.WORK_CASES)
def restrain(request: ViewerRequest, case_id: UUID, accused_id: UUID) -> HttpResponseBase:
    """Record a preventive measure, or its extension."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_accused(viewer, case, accused_id)

    def act(values: dict[str, Any]) -> Restraint:
        version = values.pop("version")
        order = Order(**{**values, "kind": RestraintKind(values["kind"])})
        return order_restraint(
            by=viewer, case_id=case_id, accused_id=accused_id, order=order, version=version,
            key=once_key_of(request),
        )  # fmt: skip

    return act_in(
        request, case, RestraintForm(request.POST or None, initial=start_of(row)), act,
        title=_("Preventive measure"), done=_("The measure is kept; its clock runs."),
        back=row.get_absolute_url(), row=row, lead=row.name,  # type: ignore[attr-defined]
    )  # fmt: skip


@requires(Permission.WORK_CASES)
def lift(request: ViewerRequest, case_id: UUID, restraint_id: UUID) -> HttpResponseBase:
    """A preventive measure ended before its time."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Restraint, viewer=viewer, case=case, pk=restraint_id)

    def act(values: dict[str, Any]) -> Restraint:
        return lift_restraint(by=viewer, case_id=case_id, restraint_id=restraint_id, **values)

    return act_in(
        request, case, LiftForm(request.POST or None, initial=start_of(row)), act,
        title=_("Lift a measure"), done=_("The measure has ended."),
        back=row.accused.get_absolute_url(), row=row, lead=row.get_kind_display(),
    )  # fmt: skip
