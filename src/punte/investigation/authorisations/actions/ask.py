"""A measure is asked for; the request may be withdrawn until it is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Jurisdiction
from punte.core.errors import Invalid, Refused
from punte.core.once import made_once
from punte.investigation.authorisations import clocks
from punte.investigation.authorisations.actions.common import (
    enter,
    go,
    hold,
    keep,
    of,
    oversight_of,
    tell,
)
from punte.investigation.authorisations.identifiers import Named, named
from punte.investigation.authorisations.machine import Move
from punte.investigation.authorisations.measures import Identifier, Measure
from punte.investigation.authorisations.models import Authorisation, MeasureRule, Request, Target
from punte.investigation.authorisations.queries.table import rule_in_force
from punte.investigation.cases.door import Case, hold_case
from punte.investigation.subjects.door import get_entity

MOST_IDENTIFIERS = 50


@dataclass(frozen=True)
class Asked:
    """What is asked for. identifiers: pairs of kind and text as written. entity: the subject of
    the case, if the target is one. start, end: as wished, aware.
    """

    measure: str
    target: str
    identifiers: Sequence[tuple[str, str]]
    offence: str
    necessity: str
    proportionality: str
    start: datetime
    end: datetime
    entity: UUID | None = None


@transaction.atomic
def ask_measure(*, by: Viewer, case: UUID, asked: Asked, request_key: UUID) -> Authorisation:
    """Ask the case's prosecutor for a measure. Sent twice it is asked once.

    Raises Refused, NotHere, Conflict for a closed case; Invalid for a measure without a rule in
    force, a span that is none, an identifier in which nothing can be read.
    """
    held = hold_case(by, case, permission=Permission.ASK_MEASURE)
    row, new = made_once(
        Authorisation,
        by=by,
        request_key=request_key,
        same={"case_id": held.pk, "asked_by_id": by.account_id},
        make=lambda: _make(by, held, asked, request_key),
    )
    if new:
        clocks.asked(by, row)
        enter("measure.ask", by, row)
        tell("measure_asked", held, Permission.GRANT_MEASURE, row.get_absolute_url(), by)
    return row


def _make(by: Viewer, case: Case, asked: Asked, request_key: UUID) -> Authorisation:
    names = [*person_of(by, case, asked.entity), *names_in(asked.identifiers, case.jurisdiction)]
    if asked.end <= asked.start:
        raise Invalid(_("The end must come after the beginning."))
    rule = _rule(asked.measure, case.jurisdiction)
    rows = Authorisation.objects.visible_to(by).filter(case=case)
    row = Authorisation.objects.create(
        case=case,
        owner=case.owner,
        audiences=sorted({*case.audiences, oversight_of(case.jurisdiction)}),
        agency_id=by.agency_id,
        serial=(rows.aggregate(most=Max("serial"))["most"] or 0) + 1,
        measure=asked.measure,
        jurisdiction=case.jurisdiction,
        zone=Jurisdiction.objects.get(pk=case.jurisdiction).time_zone,
        rule=rule,
        two_persons=rule.two_persons,
        asked_by_id=by.account_id,
        asked_at=timezone.now(),
        request_key=request_key,
    )
    Request.objects.create(
        **of(row),
        target=asked.target.strip(),
        entity=asked.entity,
        offence=asked.offence.strip(),
        necessity=asked.necessity.strip(),
        proportionality=asked.proportionality.strip(),
        wished_start=asked.start,
        wished_end=asked.end,
    )
    keep_names(row, names, ordered=False)
    return row


def _rule(measure: str, jurisdiction: str) -> MeasureRule:
    if measure not in Measure.values:
        raise Invalid(_("There is no such measure."))
    rule = rule_in_force(measure, jurisdiction, timezone.localdate())
    if rule is None:
        raise Invalid(_("The table of measures has no rule in force for this measure here."))
    return rule


def names_in(pairs: Sequence[tuple[str, str]], jurisdiction: str) -> list[Named]:
    """Identifiers as they are compared, each once. Raises Invalid for none or too many."""
    found = {(one.kind, one.key): one for one in (named(*pair, jurisdiction) for pair in pairs)}
    if not found:
        raise Invalid(_("Name at least one identifier: a measure without a target is none."))
    if len(found) > MOST_IDENTIFIERS:
        raise Invalid(
            _("Name at most %(count)d identifiers; ask for more in another request.")
            % {"count": MOST_IDENTIFIERS}
        )
    return list(found.values())


def person_of(by: Viewer, case: Case, entity: UUID | None) -> list[Named]:
    """A subject of the case as an identifier, if one is the target. Raises NotHere, Invalid for one
    that not all of the team see: they all see the measure, and its target in words.
    """
    if entity is None:
        return []
    found = get_entity(by, case, entity)
    if case.owner not in found.audiences:
        raise Invalid(
            _("Fewer people see “%(what)s” than this measure, which all of the team see. Leave the "
              "subject open and name the target in words.") % {"what": found}
        )  # fmt: skip
    return [Named(Identifier.PERSON, str(found.group), found.caption)]


def keep_names(row: Authorisation, names: Sequence[Named], *, ordered: bool) -> None:
    Target.objects.bulk_create(
        Target(**of(row), kind=one.kind, key=one.key, words=one.words[:200], ordered=ordered)
        for one in names
    )


@transaction.atomic
def withdraw(*, by: Viewer, authorisation: UUID, version: int, reason: str) -> Authorisation:
    """Who asked takes the request back. Raises Refused to others, Conflict once it is decided."""
    row, _case = hold(by, authorisation, permission=Permission.ASK_MEASURE, version=version)
    if row.asked_by_id != by.account_id:
        raise Refused(_("Only who asked may withdraw the request."), what="withdraw measure")
    go(row, Move.WITHDRAW, timezone.now())
    clocks.stopped(by, row.pk)
    keep(by, row, Move.WITHDRAW, reason=reason)
    return row
