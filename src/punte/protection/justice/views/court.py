"""Court dates and statements: one form a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.errors import NotHere
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page
from punte.protection.justice.actions.common import see_file
from punte.protection.justice.actions.hearing import (
    CourtDate,
    change_hearing,
    move_hearing,
    set_hearing,
)
from punte.protection.justice.actions.statement import (
    Ask,
    Session,
    end_statement,
    join_statement,
    plan_statement,
)
from punte.protection.justice.forms.court import (
    HearingChangeForm,
    HearingForm,
    HearingMoveForm,
    JoinForm,
    SessionEndForm,
    SessionForm,
)
from punte.protection.justice.models import Hearing, StatementSession
from punte.protection.justice.models.words import (
    HearingKind,
    HearingMove,
    SessionState,
    SpecialMeasure,
)
from punte.protection.justice.queries.way import way_of
from punte.protection.justice.views.page import tab_url


def court_date(values: dict[str, Any]) -> CourtDate:
    """What the form says, as the action takes it."""
    plain = ("at", "court", "district", "case_reference", "goes_words", "interpreter")
    return CourtDate(
        kind=HearingKind(values["kind"]),
        goes=values["goes"].pk if values["goes"] else None,
        measures=[SpecialMeasure(key) for key in values["measures"]],
        **{name: values[name] for name in plain},
    )


@requires(Permission.WORK_FILES)
def hearing_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Record a court date."""
    file = see_file(request.viewer, file_id)
    return act_page(
        request,
        HearingForm(request.POST or None, agency=request.viewer.agency_id),
        act=lambda values: set_hearing(
            by=request.viewer,
            file=file.id,
            day=court_date(values),
            request_key=once_key_of(request),
        ),
        back=tab_url(file.id),
        title=_("Court date"),
        lead=str(file),
        done=_("The court date is recorded."),
    )


@requires(Permission.WORK_FILES)
def hearing_change(request: ViewerRequest, hearing_id: UUID) -> HttpResponseBase:
    """A new date or other arrangements."""
    row = get_visible(Hearing, viewer=request.viewer, pk=hearing_id)
    initial = {
        **{name: getattr(row, name) for name in HearingForm.base_fields},
        "at": timezone.localtime(row.at),
        "version": row.version,
    }
    return act_page(
        request,
        HearingChangeForm(request.POST or None, agency=request.viewer.agency_id, initial=initial),
        act=lambda values: change_hearing(
            by=request.viewer,
            hearing=row.id,
            version=values["version"],
            day=court_date(values),
        ),
        back=tab_url(row.file_id),
        title=_("Change a court date"),
        lead=row.court,
        done=_("The court date is changed. Prepare for it anew."),
    )


@requires(Permission.WORK_FILES)
def hearing_move(request: ViewerRequest, hearing_id: UUID, name: str) -> HttpResponseBase:
    """Prepared, held or cancelled."""
    if name not in HearingMove.values or name == HearingMove.RESCHEDULE:
        raise NotHere(what=f"justice.hearing {name[:20]}")
    move = HearingMove(name)
    row = get_visible(Hearing, viewer=request.viewer, pk=hearing_id)
    return act_page(
        request,
        HearingMoveForm(request.POST or None, initial={"version": row.version}),
        act=lambda values: move_hearing(by=request.viewer, hearing=row.id, move=move, **values),
        back=tab_url(row.file_id),
        title=move.label,
        lead=row.court,
        submit=move.label,
        done=_("Recorded."),
        danger=move == HearingMove.CANCEL,
    )


@requires(Permission.WORK_FILES)
def statement_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Plan a session. When one stands already the page warns and asks why."""
    file = see_file(request.viewer, file_id)
    standing = way_of(request.viewer, file).standing

    def act(values: dict[str, Any]) -> None:
        first = Ask(values.pop("body"), values.pop("topics"))
        plan_statement(
            by=request.viewer,
            file=file.id,
            session=Session(**values),
            first=first,
            request_key=once_key_of(request),
        )

    warning = _(
        "A session stands already. Every further telling harms: let the others join it or take "
        "its recording. If that is not possible, say why."
    )
    return act_page(
        request,
        SessionForm(request.POST or None, again=bool(standing)),
        act=act,
        back=tab_url(file.id),
        title=_("A second telling of the story") if standing else _("Plan a statement"),
        lead=warning if standing else _("One session for all who ask, so that it is told once."),
        danger=bool(standing),
        done=_("The session is planned."),
    )


@requires(Permission.WORK_FILES)
def statement_join(request: ViewerRequest, session_id: UUID) -> HttpResponseBase:
    """One more body asks, in the same session or of its recording."""
    row = get_visible(StatementSession, viewer=request.viewer, pk=session_id)
    held = row.state == SessionState.HELD
    return act_page(
        request,
        JoinForm(request.POST or None),
        act=lambda values: join_statement(
            by=request.viewer,
            session=row.id,
            ask=Ask(**values),
            request_key=once_key_of(request),
        ),
        back=tab_url(row.file_id),
        title=_("Take the recording") if held else _("Join the session"),
        lead=_("Nobody tells the story again for this."),
        done=_("Recorded."),
    )


@requires(Permission.WORK_FILES)
def statement_end(request: ViewerRequest, session_id: UUID) -> HttpResponseBase:
    """Told, recorded or not; or cancelled."""
    row = get_visible(StatementSession, viewer=request.viewer, pk=session_id)

    def act(values: dict[str, Any]) -> None:
        known = {**values, "state": SessionState(values["state"])}
        end_statement(by=request.viewer, session=row.id, **known)

    return act_page(
        request,
        SessionEndForm(request.POST or None, initial={"version": row.version}),
        act=act,
        back=tab_url(row.file_id),
        title=_("What became of the session"),
        lead=row.place,
        done=_("Recorded."),
    )
