"""Changes of a plan, and the rows as they stand after them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import Desk
from punte.core.errors import Invalid
from punte.protection.assistance.door import AssistanceFile
from punte.protection.plans.models import Change, Goal, Plan, Step
from punte.protection.plans.plan_fields import as_value
from punte.protection.plans.plan_rules import Edit, merge


def plan_of(by: Viewer, file: AssistanceFile) -> Plan:
    """The plan of a file that the caller holds; a first one begins now."""
    found = Plan.objects.visible_to(by).filter(file=file).first()
    if found is not None:
        return found
    now = timezone.now()
    return Plan.objects.create(
        file=file, made_at=now, changed_at=now, owner=file.owner, audiences=file.audiences
    )


def check_version(plan: Plan, version: int) -> None:
    """Nobody can have read a plan that is not there yet."""
    if not 0 <= version <= plan.version:
        raise Invalid(_("This form does not belong to the plan. Open the page again."))


def check_desk(by: Viewer, desk: str) -> None:
    """A step goes to a desk of one's own agency; to another's one sends a referral."""
    if desk and not Desk.objects.filter(pk=int(desk), agency_id=by.agency_id).exists():
        raise Invalid(_("Choose a desk of your agency. To another agency one sends a referral."))


def as_edit(row: Change) -> Edit:
    """The plain value that the rules decide on."""
    return Edit(row.number, row.based_on, row.field, row.old, row.new, row.by_id, row.at)


def edits_of(by: Viewer, item: Goal | Step) -> list[Edit]:
    rows = Change.objects.visible_to(by).filter(item=item.id).order_by("number")
    return [as_edit(row) for row in rows]


def keep_changes(
    by: Viewer,
    plan: Plan,
    kind: str,
    item: Goal | Step,
    wishes: Mapping[str, tuple[str, str]],
    *,
    based_on: int,
) -> None:
    """Append one change a field: {field: (old, new)}; the caller holds the file."""
    now = timezone.now()
    Change.objects.bulk_create(
        Change(
            file_id=plan.file_id,
            plan=plan,
            number=plan.version + place,
            based_on=based_on,
            kind=kind,
            item=item.id,
            field=field,
            old=old,
            new=new,
            by_id=by.account_id,
            at=now,
            owner=plan.owner,
            audiences=plan.audiences,
        )
        for place, (field, (old, new)) in enumerate(wishes.items(), start=1)
    )
    plan.version += len(wishes)
    plan.changed_at = now
    plan.save(update_fields=["version", "changed_at"])


def stand(by: Viewer, kind: str, item: Goal | Step) -> None:
    """Let the row say what its changes add up to."""
    merged = merge(edits_of(by, item))
    for field, now in merged.items():
        setattr(item, "desk_id" if field == "desk" else field, as_value(kind, field, now.value))
    item.disputed = sorted(field for field, now in merged.items() if now.disputed)
    item.save()
