"""The tab of a child's file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.protection.assistance.door import AssistanceFile, file_frame, opened
from punte.protection.children import rules
from punte.protection.children.instruments import role_named
from punte.protection.children.models.words import AgeState, Barrier
from punte.protection.children.queries.page import ChildFile, child_file
from punte.protection.persons.door import IdentityReason


def tab_url(file_id: UUID) -> str:
    return reverse("protection:child", args=[file_id])


@require_GET
@requires(Permission.SEE_FILES)
def child(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """Guardian, best interests, age, school and people. Reading it is an entry in the ledger."""
    viewer = request.viewer
    file = opened(viewer, file_id, "child")
    return render(request, "children/child.html", page_context(viewer, file))


def page_context(viewer: Viewer, file: AssistanceFile, **more: Any) -> dict[str, Any]:
    found = child_file(viewer, file)
    today = timezone.localdate()
    acting = [row for row in found.guardians if row.in_force(today)]
    return file_frame(
        viewer,
        file,
        "child",
        found=found,
        steps=path_steps(file, found),
        acting=acting,
        conflict=bool(acting) and all(row.conflict for row in acting),
        age_facts=age_facts(found),
        age_open=found.age is not None and found.age.state != AgeState.DECIDED,
        may_approve=viewer.may(Permission.APPROVE),
        may_open=viewer.may(Permission.OPEN_IDENTITY),
        schooling=[school_facts(row) for row in found.schooling[:1]],
        companions=[(row, role_named(row.role)) for row in found.companions],
        reason_form=IdentityReason(),
        **more,
    )


def path_steps(file: AssistanceFile, found: ChildFile) -> list[dict[str, Any]]:
    """The path as a picture: age, guardian, best interests, signed."""
    today = timezone.localdate()
    rows = [rules.Acting(g.starts_on, g.ends_on, g.conflict) for g in found.guardians]
    signed = any(
        getattr(row, "signature", None) and row.signature.agrees for row in found.assessments
    )
    reached = [
        (_("Age known"), file.age_band == "child", file.get_age_band_display()),
        (_("Guardian acts"), rules.has_guardian(rows, today), ""),
        (_("Best interests assessed"), bool(found.assessments), ""),
        (_("Signed by a second person"), signed, ""),
        (_("School"), bool(found.schooling), ""),
    ]
    return marked(reached)


def marked(reached: list[tuple[str, bool, str]]) -> list[dict[str, Any]]:
    """Steps for the ladder: the first that is not reached is the present one."""
    first = next((i for i, (_label, done, _d) in enumerate(reached) if not done), None)
    return [
        {
            "label": label,
            "state": "done" if done else ("current" if place == first else "todo"),
            "detail": detail,
        }
        for place, (label, done, detail) in enumerate(reached)
    ]


def age_facts(found: ChildFile) -> list[tuple[str, object]]:
    """The margin of all findings in words, and what it means."""
    age, margin = found.age, found.margin
    if age is None:
        return []
    facts: list[tuple[str, object]] = [
        (_("State"), age.get_state_display()),
        (_("Youngest age it may be"), margin.low),
        (_("Oldest age it may be"), margin.high),
        (
            _("Benefit of the doubt"),
            _("presumed a child") if rules.may_be_child(margin) else _("not needed"),
        ),
    ]
    if age.proposed:
        facts.append((_("Proposed"), age.get_proposed_display()))
        facts.append((_("Ground"), age.ground))
    if age.decided_by and age.proposed_by:
        people = f"{age.proposed_by.name}, {age.decided_by.name}"
        facts.append((_("Decided by"), people))
    return facts


def school_facts(row: Any) -> list[tuple[str, object]]:
    barriers = ", ".join(str(Barrier(key).label) for key in row.barriers)
    return [
        (_("Level"), row.get_level_display()),
        (_("Attendance"), row.get_attendance_display()),
        (_("District"), row.district),
        (_("Since"), row.since),
        (_("Barriers"), barriers or _("none named")),
        (_("Note"), row.note or _("none")),
    ]
