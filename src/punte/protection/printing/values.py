"""What a form about one person or file is filled with: what the viewer may see, no identity."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from punte.core.access.door import Viewer
from punte.protection.assistance.door import AssistanceFile
from punte.protection.configuration.door import labels_of
from punte.protection.delivery.door import services_of
from punte.protection.identification.door import Screening, StatusDecision
from punte.protection.persons.door import Person, country_name, language_name
from punte.protection.plans.door import Goal, last_assessment
from punte.protection.referral.door import FIELDS, Consent, Referral, words_of

Values = dict[str, Any]
MOST = 60


def day(moment: Any) -> str:
    """A date in the reader's language; nothing for nothing."""
    if not moment:
        return ""
    return date_format(timezone.localtime(moment) if hasattr(moment, "tzinfo") else moment)


def about(row: Person | AssistanceFile) -> Values:
    """The facts that a person's row or a file's own copy has."""
    return {
        "code": str(row),
        "age_band": row.age_band,
        "sex": row.sex,
        "nationality": country_name(getattr(row, "nationality", "")),
        "language": language_name(row.language),
        "district": getattr(row, "district", ""),
        "exploitation": getattr(row, "exploitation", ""),
        "risk_factors": getattr(row, "risk_factors", []),
    }


def of_person(viewer: Viewer, person: Person, key: str) -> Values:
    """A form about a person in the agency's care."""
    values = about(person)
    if key.startswith("screening"):
        return values | screening(viewer, person.id, key)
    if key.startswith("consent"):
        return values | consent(viewer, person.id)
    if key == "decision":
        return values | decision(viewer, person.id)
    if key == "referral":
        return values | referral(viewer, person.id)
    return values


def screening(viewer: Viewer, person: UUID, key: str) -> Values:
    """The last screening with the form's questions."""
    instrument = key.split("-")[1]
    rows = Screening.objects.visible_to(viewer).filter(person=person, instrument=instrument)
    row = rows.order_by("-at").first()
    if row is None:
        return {}
    answers = {f"item:{item}": answer for item, answer in row.answers["items"].items()}
    return {**answers, "risk_factors": row.answers["risk_factors"], "note": row.note}


def consent(viewer: Viewer, person: UUID) -> Values:
    """The last consent that runs."""
    rows = Consent.objects.visible_to(viewer).filter(person=person, withdrawn_at=None)
    row = rows.select_related("recipient", "text").order_by("-given_at").first()
    if row is None:
        return {}
    return {
        "giver": row.giver,
        "guardian_role": row.guardian_role,
        "purpose": row.purpose,
        "recipient": row.recipient.name,
        "classes": row.classes,
        "expires": day(row.expires_at),
        "form": row.form,
        "interpreter": "yes" if row.interpreter else "no",
        "text_version": f"{row.text.title}, {row.text.version}, {language_name(row.text.language)}",
    }


def decision(viewer: Viewer, person: UUID) -> Values:
    """The last decision on the person's status."""
    rows = StatusDecision.objects.visible_to(viewer).filter(person=person)
    row = rows.select_related("body").order_by("-recorded_at").first()
    if row is None:
        return {}
    return {
        "status": row.status,
        "body": row.body.name,
        "ground": row.ground,
        "decided_on": day(row.decided_on),
    }


def referral(viewer: Viewer, person: UUID) -> Values:
    """The last referral of the person."""
    rows = Referral.objects.visible_to(viewer).filter(person=person)
    row = rows.select_related("desk__agency").order_by("-created_at").first()
    if row is None:
        return {}
    shared = [str(FIELDS[key].label) for key in row.fields if key in FIELDS]
    return {
        "service": row.service,
        "desk": str(row.desk),
        "urgent": "yes" if row.urgent else "no",
        "fields": ", ".join(shared),
        "access_until": day(row.access_until),
        "message": words_of(viewer, referral=row.id).get(None, ""),
    }


def of_file(viewer: Viewer, file: AssistanceFile, key: str) -> Values:
    """A form about an assistance file."""
    values = about(file)
    if key == "needs":
        return values | needs(viewer, file)
    if key == "plan":
        return values | plan(viewer, file)
    if key == "exit" and file.closed_at:
        return values | {"closed_on": day(file.closed_at)}
    return values


def needs(viewer: Viewer, file: AssistanceFile) -> Values:
    """The last assessment: the risk as it was rated, and why."""
    row = last_assessment(viewer, file)
    return {"risk": row.risk, "risk_why": row.risk_why} if row else {}


def plan(viewer: Viewer, file: AssistanceFile) -> Values:
    """Goals with their steps, and services of the classes that the viewer sees."""
    goals = Goal.objects.visible_to(viewer).filter(file=file).prefetch_related("steps")
    lines = [
        [
            goal.words,
            step.words,
            step.get_doer_display(),
            day(step.due_on),
            step.get_state_display(),
        ]
        for goal in goals.order_by("position", "id")[:MOST]
        for step in goal.steps.all()
    ]
    outcomes = labels_of("service_outcome")
    services = [
        [
            day(row.delivered_on or row.planned_for),
            row.get_kind_display(),
            row.get_provider_display(),
            str(row.hours or ""),
            outcomes.get(row.outcome, row.outcome),
        ]
        for row in services_of(viewer, file).order_by("-planned_for")[:MOST]
    ]
    return {"goals": lines, "services": services}
