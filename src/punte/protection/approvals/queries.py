"""Reading rules and requests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Agency
from punte.core.errors import NotHere
from punte.protection.approvals.models import Approval, ApprovalRule
from punte.protection.approvals.rules import in_force, may_decide

SCOPE = ("act", "jurisdiction", "agency_kind")


def rule_for(viewer: Viewer, act: str, day: date | None = None) -> ApprovalRule | None:
    """The rule of an act for the viewer's agency, or None."""
    kind = Agency.objects.filter(pk=viewer.agency_id).values_list("kind", flat=True).first()
    return in_force(
        ApprovalRule.objects.filter(act=act, confirmed_at__isnull=False),
        jurisdiction=viewer.jurisdiction,
        kind=kind or "",
        day=day or timezone.localdate(),
    )


def needs_approval(viewer: Viewer, act: str) -> bool:
    """Whether a second person must approve this act in the viewer's agency."""
    rule = rule_for(viewer, act)
    return rule is not None and rule.required


def approvals_of(viewer: Viewer) -> QuerySet[Approval]:
    """The requests of one's agency."""
    return (
        Approval.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience)
        .select_related("asked_by", "decided_by")
    )


def to_approve(viewer: Viewer) -> QuerySet[Approval]:
    """What waits for the viewer: asked by others, to be approved with what the viewer holds."""
    held = [permission.value for permission in viewer.permissions]
    return (
        approvals_of(viewer)
        .filter(state=Approval.State.ASKED, permission__in=held)
        .exclude(asked_by=viewer.account_id)
    )


def approvals_waiting(viewer: Viewer, most: int = 100) -> int:
    """How many requests wait for the viewer, counted no further than `most`."""
    if not viewer.may(Permission.APPROVE):
        return 0
    return to_approve(viewer).order_by()[:most].count()


def get_approval(viewer: Viewer, approval: UUID, *, lock: bool = False) -> Approval:
    """One request of one's agency, or NotHere."""
    row = get_visible(Approval, viewer=viewer, lock=lock, pk=approval)
    if row.owner != viewer.agency_audience:
        raise NotHere(what="read approval", subject=row.person)
    return row


def may_answer(viewer: Viewer, row: Approval) -> bool:
    """Whether the viewer is the second person for this request."""
    may = viewer.may(Permission.APPROVE) and not viewer.is_program
    return may and may_decide(
        asked_by=row.asked_by_id,
        account=viewer.account_id,
        needed=row.permission,
        held=[permission.value for permission in viewer.permissions],
    )


def open_approval(viewer: Viewer, act: str, about: UUID) -> Approval | None:
    """The request that waits for an answer, if there is one."""
    return approvals_of(viewer).filter(act=act, about_id=about, state=Approval.State.ASKED).first()


def approved(viewer: Viewer, act: str, about: UUID) -> Approval | None:
    """An approval of this act that has not been used yet."""
    return (
        approvals_of(viewer)
        .filter(act=act, about_id=about, state=Approval.State.APPROVED, used_at=None)
        .order_by("-decided_at")
        .first()
    )


def may_use(viewer: Viewer, act: str, about: UUID) -> bool:
    """Whether the viewer asked for, or gave, an approval of this act that still serves."""
    found = approved(viewer, act, about)
    return found is not None and viewer.account_id in (found.asked_by_id, found.decided_by_id)


def must_ask(viewer: Viewer, act: str, about: UUID) -> bool:
    """Whether a rule stands in the way until a second person has agreed."""
    return needs_approval(viewer, act) and not may_use(viewer, act, about)


def newest_rules() -> list[ApprovalRule]:
    """The newest confirmed version of every rule, and the one after it that waits."""
    rows = ApprovalRule.objects.order_by(*SCOPE, "-version").distinct(*SCOPE)
    waiting = ApprovalRule.objects.filter(pk__in=rows.values("pk"), confirmed_at=None)
    found = [*rows.filter(confirmed_at__isnull=False), *waiting]
    return sorted(found, key=lambda row: (row.act, row.jurisdiction, row.agency_kind, row.version))


def get_rule(rule: UUID) -> ApprovalRule:
    """One version of a rule, or NotHere."""
    found = ApprovalRule.objects.filter(pk=rule).first()
    if found is None:
        raise NotHere(what="read approval rule")
    return found


def may_confirm(viewer: Viewer, rule: ApprovalRule) -> bool:
    """Whether the viewer is the second person for this version of a rule."""
    waits = rule.confirmed_at is None and viewer.may(Permission.CONFIGURE)
    return waits and rule.made_by_id != viewer.account_id


def rule_versions(rule: ApprovalRule) -> QuerySet[ApprovalRule]:
    """All versions of the same rule, newest first."""
    return (
        ApprovalRule.objects.filter(
            act=rule.act, jurisdiction=rule.jurisdiction, agency_kind=rule.agency_kind
        )
        .select_related("made_by", "confirmed_by")
        .order_by("-version")
    )
