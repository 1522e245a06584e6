"""Changing a chain. Nothing is overwritten: each change is the next version."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Agency, get_managed_agency
from punte.core.errors import Conflict, Invalid
from punte.core.escalation import rules
from punte.core.escalation.models import Chain
from punte.core.escalation.people import may_stand
from punte.core.escalation.queries import chain_of
from punte.core.ledger.door import record as record_entry


@transaction.atomic
def add_step(*, by: Viewer, agency_id: int, urgent: bool, after: int, step: rules.Step) -> Chain:
    """Add a step where its hours put it. after: the version one looked at.

    Chains that climb already keep their steps. Raises Conflict when somebody changed it meanwhile.
    """
    agency = _managed(by, agency_id)
    in_bounds = 0 <= step.hours <= rules.MOST_HOURS and 0 <= step.most <= rules.MOST_PEOPLE
    if not may_stand(step.who, agency) or not in_bounds:
        raise Invalid(_("Choose somebody of this agency."))
    old = _steps(agency, urgent, after)
    if any(step.who == known.who for known in old):
        raise Invalid(_("They stand in the chain already. Take that step out first."))
    if len(old) >= rules.MOST_STEPS:
        raise Invalid(_("A chain has at most %(most)d steps.") % {"most": rules.MOST_STEPS})
    return _keep(by, agency, urgent, after, rules.with_step(old, step))


@transaction.atomic
def remove_step(*, by: Viewer, agency_id: int, urgent: bool, after: int, place: int) -> Chain:
    """Take a step out. place: which, from 0."""
    agency = _managed(by, agency_id)
    old = _steps(agency, urgent, after)
    new = rules.without_step(old, place)
    if not new:
        raise Invalid(_("A chain has at least one step."))
    if len(new) == len(old):
        raise Conflict(what="change chain")
    return _keep(by, agency, urgent, after, new)


@transaction.atomic
def use_default(*, by: Viewer, agency_id: int, urgent: bool, after: int) -> Chain:
    """Let the default of all agencies hold again."""
    agency = _managed(by, agency_id)
    _steps(agency, urgent, after)
    return _keep(by, agency, urgent, after, [])


def _managed(by: Viewer, agency_id: int) -> Agency:
    return get_managed_agency(agency_id, by=by, permission=Permission.MANAGE_AGENCY)


def _steps(agency: Agency, urgent: bool, after: int) -> list[rules.Step]:
    chain = chain_of(agency.pk, urgent)
    if chain.version != after:
        raise Conflict(what="change chain")
    return chain.in_order


def _keep(
    by: Viewer, agency: Agency, urgent: bool, after: int, steps: Sequence[rules.Step]
) -> Chain:
    chain = Chain(
        agency_id=agency.pk,
        urgent=urgent,
        version=after + 1,
        steps=[step.row() for step in steps],
        made_by=by.account_id,
    )
    try:
        with transaction.atomic():
            chain.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(what="change chain") from error
    record_entry(
        action="escalation.change",
        by=by,
        detail={"agency": agency.pk, "urgent": urgent, "version": chain.version},
        owners=[agency.audience],
    )
    return chain
