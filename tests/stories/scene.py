"""A small corridor with something on every page, made through the room's own actions."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Desk, Membership, viewer_for
from punte.core.ledger.door import Entry
from punte.protection.casework.actions.glass import open_by_code
from punte.protection.identification.actions.screening import record_screening
from punte.protection.identification.actions.status import propose_status
from punte.protection.identification.actions.status_decision import Step
from punte.protection.identification.models import Notification, StatusDecision
from punte.protection.persons.models.words import Status
from punte.protection.referral.actions.move import mark_seen, move_referral
from punte.protection.referral.models import Consent
from tests.stories.conftest import Stage
from tests.support.database import connected_to
from tests.support.persons import make_consent, make_sent
from tests.support.signs import all_answers, send_sign, take
from tests.support.worlds import World

NAMES = ("Inventata", "Exemplescu")


def viewer_of(stage: Stage, name: str) -> Viewer:
    """The viewer of one of the stage's people."""
    return viewer_for(Membership.objects.get(account__email=stage.emails[name]))


def lay_out(stage: Stage) -> dict[str, str]:
    """Make the rows; returns the ids that the pages' addresses need, and the pseudonym."""
    with connected_to(stage.database):
        officer, coordinator = viewer_of(stage, "officer"), viewer_of(stage, "coordinator")
        ids = {**first_half(officer, coordinator), **{k: str(v) for k, v in stage.ids.items()}}
        ids |= second_half(stage, coordinator, ids)
        member = Membership.objects.get(account__email=stage.emails["coordinator"])
        return {**ids, "member": str(member.pk)}


def first_half(officer: Viewer, coordinator: Viewer) -> dict[str, str]:
    unit = Membership.objects.get(account=coordinator.account_id).agency
    waiting = send_sign(officer, unit, urgent=True)
    sent: Notification = take(coordinator, send_sign(officer, unit))
    person = sent.person_id
    with acting_as(coordinator) as by:
        answers = all_answers("border", "adult")
        screening = record_screening(by=by, person=person, answers=answers, request_key=uuid4())
        step = Step(Status.PRESUMED, "Papers held by others.", timezone.localdate(), "labour")
        propose_status(by=by, person=person, step=step, request_key=uuid4())
        decision = StatusDecision.objects.get(person=person)
    return {
        "person": str(person),
        "pseudonym": str(sent),
        "waiting": str(waiting.pk),
        "notification": str(sent.pk),
        "screening": str(screening.pk),
        "decision": str(decision.pk),
    }


def second_half(stage: Stage, coordinator: Viewer, ids: dict[str, str]) -> dict[str, str]:
    ngo = viewer_of(stage, "ngo")
    desk = Desk.objects.get(pk=stage.ids["desk"])
    with acting_as(coordinator) as by:
        person = StatusDecision.objects.get(pk=ids["decision"]).person
        make_consent(by, person, desk.agency)
        referral = make_sent(by, person, desk, urgent=True)
        accepted = make_sent(by, person, desk, service="psychological")
        consent = Consent.objects.get(person=person)
    with acting_as(ngo) as by:
        mark_seen(by=by, referral=accepted)
        move_referral(by=by, referral=accepted.pk, move="accept", request_key=uuid4())
    with acting_as(World().coordinator) as by:
        glass = open_by_code(by=by, code=ids["pseudonym"], reason="Danger at the border tonight")
    with acting_as(viewer_of(stage, "overseer")):
        entry = Entry.objects.filter(subject=person.pk).latest("at")
    return {
        "referral": str(referral.pk),
        "accepted": str(accepted.pk),
        "consent": str(consent.pk),
        "glass": str(glass.pk),
        "entry": str(entry.pk),
    }
