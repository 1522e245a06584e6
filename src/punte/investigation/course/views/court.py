"""Acts in court: indictments, dates, judgments, appeals, sentences."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.once import once_key_of
from punte.investigation.cases.door import get_case, team_of
from punte.investigation.course.actions.court import (
    Act,
    Date,
    end_hearing,
    send_to_court,
    set_hearing,
)
from punte.investigation.course.actions.judgments import (
    Ruling,
    communicate_judgment,
    end_appeal,
    give_judgment,
    lodge_appeal,
    make_final,
)
from punte.investigation.course.actions.sentences import Penalty, enforce, pass_sentence
from punte.investigation.course.forms.court import (
    AppealForm,
    DayForm,
    EndAppealForm,
    EndHearingForm,
    EnforceForm,
    HearingForm,
    IndictForm,
    JudgmentForm,
    SentenceForm,
)
from punte.investigation.course.models import Appeal, Hearing, Judgment, Sentence
from punte.investigation.course.queries.course import course_of, get_accused
from punte.investigation.course.views.common import act_in, start_of
from punte.investigation.course.words import (
    AppealEnd,
    Appellant,
    ChargeState,
    Enforcement,
    HearingKind,
    HearingState,
    Instance,
    State,
)


@requires(Permission.DECIDE_COURSE)
def indict(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Send accused persons to court."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    people = [
        (str(row.pk), row.name)  # type: ignore[attr-defined]
        for row in course_of(viewer, case).accused
        if row.state == State.ACCUSED
    ]

    def act(values: dict[str, Any]) -> object:
        chosen = values.pop("accused")
        return send_to_court(
            by=viewer, case_id=case_id, accused=chosen, act=Act(**values), key=once_key_of(request)
        )

    form = IndictForm(request.POST or None, people=people)
    return act_in(
        request, case, form, act, title=_("Send to court"),
        done=_("They are before the court. Take the case to its next stage too."),
    )  # fmt: skip


@requires(Permission.WORK_CASES)
def set_date(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """A date in court."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    team = [(row.account_id, row.account.name) for row in team_of(case)]

    def act(values: dict[str, Any]) -> Hearing:
        day = Date(**{**values, "kind": HearingKind(values["kind"])})
        return set_hearing(by=viewer, case_id=case_id, day=day, key=once_key_of(request))

    form = HearingForm(request.POST or None, team=team)
    return act_in(request, case, form, act, title=_("Date in court"), done=_("The date is kept."))


@requires(Permission.WORK_CASES)
def end_date(request: ViewerRequest, case_id: UUID, hearing_id: UUID) -> HttpResponseBase:
    """What came of a date in court."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Hearing, viewer=viewer, case=case, pk=hearing_id)

    def act(values: dict[str, Any]) -> Hearing:
        state = HearingState(values.pop("state"))
        return end_hearing(
            by=viewer, case_id=case_id, hearing_id=hearing_id, state=state,
            key=once_key_of(request), **values,
        )  # fmt: skip

    return act_in(
        request, case, EndHearingForm(request.POST or None, initial=start_of(row)), act,
        title=_("What came of the hearing"), done=_("It is kept."), row=row, lead=str(row),
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def judge(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """A judgment, with a verdict on each charge."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    charges = [
        row
        for row in course_of(viewer, case).charges
        if row.state == ChargeState.BROUGHT and row.who.state == State.DEFENDANT  # type: ignore[attr-defined]
    ]
    form = JudgmentForm(request.POST or None, charges=charges)

    def act(values: dict[str, Any]) -> Judgment:
        known = {name: values[name] for name in ("court", "number", "on", "told_on")}
        return give_judgment(
            by=viewer, case_id=case_id, ruling=Ruling(Instance(values["instance"]), **known),
            findings=form.findings(), key=once_key_of(request),
        )  # fmt: skip

    return act_in(
        request, case, form, act, title=_("Record a judgment"), done=_("The judgment is kept.")
    )


@requires(Permission.DECIDE_COURSE)
def communicate(request: ViewerRequest, case_id: UUID, judgment_id: UUID) -> HttpResponseBase:
    """The day on which a judgment was communicated."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Judgment, viewer=viewer, case=case, pk=judgment_id)

    def act(values: dict[str, Any]) -> Judgment:
        return communicate_judgment(by=viewer, case_id=case_id, judgment_id=judgment_id, **values)

    return act_in(
        request, case, DayForm(request.POST or None, initial=start_of(row)), act,
        title=_("Judgment communicated"), done=_("The term of appeal runs."), row=row,
        lead=str(row),
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def final(request: ViewerRequest, case_id: UUID, judgment_id: UUID) -> HttpResponseBase:
    """A judgment can no longer be changed."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Judgment, viewer=viewer, case=case, pk=judgment_id)

    def act(values: dict[str, Any]) -> Judgment:
        return make_final(by=viewer, case_id=case_id, judgment_id=judgment_id, **values)

    return act_in(
        request, case, DayForm(request.POST or None, initial=start_of(row)), act,
        title=_("Judgment is final"),
        done=_("The judgment is final. Take the case to its next stage too."),
        row=row, lead=str(row),
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def appeal(request: ViewerRequest, case_id: UUID, judgment_id: UUID) -> HttpResponseBase:
    """Somebody appeals."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Judgment, viewer=viewer, case=case, pk=judgment_id)

    def act(values: dict[str, Any]) -> Appeal:
        who = Appellant(values.pop("appellant"))
        return lodge_appeal(
            by=viewer, case_id=case_id, judgment_id=judgment_id, appellant=who,
            key=once_key_of(request), **values,
        )  # fmt: skip

    return act_in(
        request, case, AppealForm(request.POST or None), act,
        title=_("Record an appeal"), done=_("The appeal is kept."), lead=str(row),
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def appeal_end(request: ViewerRequest, case_id: UUID, appeal_id: UUID) -> HttpResponseBase:
    """How an appeal ended."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Appeal, viewer=viewer, case=case, pk=appeal_id)

    def act(values: dict[str, Any]) -> Appeal:
        end = AppealEnd(values.pop("end"))
        return end_appeal(by=viewer, case_id=case_id, appeal_id=appeal_id, end=end, **values)

    return act_in(
        request, case, EndAppealForm(request.POST or None, initial=start_of(row)), act,
        title=_("How the appeal ended"), done=_("It is kept."), row=row, lead=str(row.judgment),
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def sentence(request: ViewerRequest, case_id: UUID, accused_id: UUID) -> HttpResponseBase:
    """What a judgment lays on somebody whom it convicts."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_accused(viewer, case, accused_id)
    judgments = [(str(one.pk), str(one)) for one in course_of(viewer, case).judgments if one.stands]

    def act(values: dict[str, Any]) -> Sentence:
        judgment = values.pop("judgment")
        return pass_sentence(
            by=viewer, case_id=case_id, accused_id=accused_id, judgment_id=judgment,
            penalty=Penalty(**values), key=once_key_of(request),
        )  # fmt: skip

    return act_in(
        request, case, SentenceForm(request.POST or None, judgments=judgments), act,
        title=_("Record a sentence"), done=_("The sentence is kept."),
        back=row.get_absolute_url(), lead=row.name,  # type: ignore[attr-defined]
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def enforcement(request: ViewerRequest, case_id: UUID, sentence_id: UUID) -> HttpResponseBase:
    """How far a sentence is served and paid."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Sentence, viewer=viewer, case=case, pk=sentence_id)

    def act(values: dict[str, Any]) -> Sentence:
        state = Enforcement(values.pop("enforcement"))
        return enforce(
            by=viewer, case_id=case_id, sentence_id=sentence_id, enforcement=state, **values
        )

    start = {"enforcement": row.enforcement, "on": timezone.localdate(), **start_of(row)}
    return act_in(
        request, case, EnforceForm(request.POST or None, initial=start), act,
        title=_("Enforcement"), done=_("It is kept."), row=row,
        back=row.accused.get_absolute_url(),
    )  # fmt: skip
