"""The tab "Victims": letters, protection in court, disclosures, awards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.once import once_key_of
from punte.investigation.cases.door import get_case, opened
from punte.investigation.course.actions.victims import (
    Awarded,
    Given,
    add_victim,
    keep_award,
    lodge_claim,
    protect_in_court,
    record_disclosure,
    withdraw_disclosure,
)
from punte.investigation.course.forms.victims import (
    AwardForm,
    ClaimForm,
    DisclosureForm,
    ProtectForm,
    VictimForm,
    WithdrawForm,
)
from punte.investigation.course.models import Award, Disclosure, VictimRole
from punte.investigation.course.queries.victims import (
    get_disclosure,
    get_victim,
    read_disclosure,
    victims_of,
)
from punte.investigation.course.views.common import act_in, page_of, start_of, victims_url
from punte.investigation.course.words import AgeBand, Basis, CourtMeasure, Standing

W = Permission.WORK_CASES
GIVEN = ("source", "basis_text", "purpose", "given_on", "until")


@require_GET
@requires(Permission.SEE_CASES)
def victims(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """The victims of the case under their letters."""
    case = opened(request.viewer, case_id, "victims")
    rows = victims_of(request.viewer, case)
    context = page_of(request.viewer, case, "victims", victims=rows)
    return render(request, "course/victims.html", context)


@requires(W)
def add(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """One more victim, under the next letter."""
    viewer = request.viewer
    case = get_case(viewer, case_id)

    def act(values: dict[str, Any]) -> VictimRole:
        return add_victim(
            by=viewer, case_id=case_id, age_band=AgeBand(values["age_band"]),
            standing=Standing(values["standing"]), key=once_key_of(request),
        )  # fmt: skip

    return act_in(
        request, case, VictimForm(request.POST or None), act, title=_("Add a victim"),
        done=_("The victim stands in the case under a letter."), back=victims_url(case_id),
    )  # fmt: skip


@requires(W)
def protect(request: ViewerRequest, case_id: UUID, victim_id: UUID) -> HttpResponseBase:
    """The victim's role, and what protects them in court."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_victim(viewer, case, victim_id)

    def act(values: dict[str, Any]) -> VictimRole:
        measures = [CourtMeasure(one) for one in values.pop("measures")]
        standing = Standing(values.pop("standing"))
        return protect_in_court(
            by=viewer, case_id=case_id, victim_id=victim_id, standing=standing, measures=measures,
            **values,
        )  # fmt: skip

    fields = ("standing", "measures", "order", "ordered_on", "version")
    start = {name: getattr(row, name) for name in fields}
    return act_in(
        request, case, ProtectForm(request.POST or None, initial=start), act,
        title=_("Role and protection in court"), done=_("It is kept."), row=row, lead=str(row),
        back=victims_url(case_id),
    )  # fmt: skip


@requires(W)
def disclose(request: ViewerRequest, case_id: UUID, victim_id: UUID) -> HttpResponseBase:
    """Record what was disclosed to the case."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_victim(viewer, case, victim_id)
    form = DisclosureForm(request.POST or None)

    def act(values: dict[str, Any]) -> Disclosure:
        given = Given(basis=Basis(values["basis"]), **{name: values[name] for name in GIVEN})
        return record_disclosure(
            by=viewer, case_id=case_id, victim_id=victim_id, given=given, parts=form.parts(),
            key=once_key_of(request),
        )  # fmt: skip

    return act_in(
        request, case, form, act, title=_("Record a disclosure"),
        done=_("The disclosure is kept until its end."), lead=str(row), back=victims_url(case_id),
    )  # fmt: skip


@require_GET
@requires(Permission.SEE_CASES)
def disclosure(request: ViewerRequest, case_id: UUID, disclosure_id: UUID) -> HttpResponse:
    """Read a disclosure; once it has ended, what is left is that it was."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_disclosure(viewer, case, disclosure_id)
    parts = read_disclosure(viewer, case, row) if row.open else []
    facts = [
        (_("Who disclosed it"), row.source),
        (_("Ground"), f"{row.get_basis_display()} · {row.basis_text}"),
        (_("What it may be used for"), row.purpose),
        (_("Given on"), row.given_on),
        (_("Until"), row.until),
        (_("Withdrawn"), row.withdrawn_at or ""),
        (_("Why"), row.withdrawn_why),
    ]
    context = page_of(viewer, case, "victims", disclosure=row, parts=parts, facts=facts)
    return render(request, "course/disclosure.html", context)


@requires(W)
def withdraw(request: ViewerRequest, case_id: UUID, disclosure_id: UUID) -> HttpResponseBase:
    """A disclosure ends before its time."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_disclosure(viewer, case, disclosure_id)

    def act(values: dict[str, Any]) -> Disclosure:
        return withdraw_disclosure(
            by=viewer, case_id=case_id, disclosure_id=disclosure_id, **values
        )

    return act_in(
        request, case, WithdrawForm(request.POST or None, initial=start_of(row)), act,
        title=_("Withdraw a disclosure"), done=_("Its content can no longer be read."), row=row,
        lead=_("Nobody reads its content from then on."), back=victims_url(case_id), danger=True,
        submit=_("Withdraw it"),
    )  # fmt: skip


@requires(W)
def claim(request: ViewerRequest, case_id: UUID, victim_id: UUID) -> HttpResponseBase:
    """A civil claim of a victim."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_victim(viewer, case, victim_id)

    def act(values: dict[str, Any]) -> Award:
        return lodge_claim(
            by=viewer, case_id=case_id, victim_id=victim_id, key=once_key_of(request), **values
        )

    return act_in(
        request, case, ClaimForm(request.POST or None), act, title=_("Civil claim"),
        done=_("The claim is kept."), lead=str(row), back=victims_url(case_id),
    )  # fmt: skip


@requires(W)
def award(request: ViewerRequest, case_id: UUID, award_id: UUID) -> HttpResponseBase:
    """What came of a claim."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Award, viewer=viewer, case=case, pk=award_id)

    def act(values: dict[str, Any]) -> Award:
        version = values.pop("version")
        return keep_award(
            by=viewer, case_id=case_id, award_id=award_id, what=Awarded(**values), version=version
        )

    fields = ("awarded", "awarded_on", "decision", "paid", "paid_on", "version")
    start = {name: getattr(row, name) for name in fields}
    return act_in(
        request, case, AwardForm(request.POST or None, initial=start), act,
        title=_("Award and payment"), done=_("It is kept."), row=row, lead=str(row.victim),
        back=victims_url(case_id),
    )  # fmt: skip
