"""Services, appointments, notes and documents for tests, made through the room's actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.protection.assistance.models import AssistanceFile
from punte.protection.delivery.actions.appointments import Terms, make_appointment
from punte.protection.delivery.actions.notes import write_note
from punte.protection.delivery.actions.papers import Upload, keep_paper
from punte.protection.delivery.actions.services import Plan, plan_service
from punte.protection.delivery.models import Appointment, Note, Paper, ServiceItem
from punte.protection.delivery.models.words import PaperKind, Provider

PDF = b"%PDF-1.7\n% an invented paper\n"


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def outside(**values: Any) -> Plan:
    given: dict[str, Any] = {
        "planned_for": timezone.localdate(),
        "provider": Provider.OUTSIDE,
        "provider_name": "An invented office",
    }
    return Plan(**{**given, **values})


def planned(by: Viewer, file: AssistanceFile, kind: str = "legal", **values: Any) -> ServiceItem:
    with acting_as(by):
        return plan_service(
            by=by, file=file.id, kind=kind, plan=outside(**values), request_key=uuid4()
        )


def terms(by: Viewer, **values: Any) -> Terms:
    given: dict[str, Any] = {
        "what": "the lawyer",
        "starts_at": timezone.now() + timedelta(days=2),
        "minutes": 60,
        "caseworker": by.account_id,
    }
    return Terms(**{**given, **values})


def meeting(by: Viewer, file: AssistanceFile, data_class: Any = None, **values: Any) -> Appointment:
    more = {"data_class": data_class} if data_class else {}
    with acting_as(by):
        return make_appointment(
            by=by, file=file.id, terms=terms(by, **values), request_key=uuid4(), **more
        )


def noted(by: Viewer, file: AssistanceFile, text: str = "Slept well.", **more: Any) -> Note:
    with acting_as(by):
        return write_note(by=by, file=file.id, text=text, request_key=uuid4(), **more)


def upload(content: bytes = PDF, name: str = "paper.pdf") -> Upload:
    return Upload(name, len(content), [content])


def kept(
    by: Viewer,
    file: AssistanceFile,
    kind: PaperKind = PaperKind.PERMIT,
    content: bytes = PDF,
    **more: Any,
) -> Paper:
    with acting_as(by):
        return keep_paper(
            by=by,
            file=file.id,
            kind=kind,
            upload=upload(content),
            request_key=uuid4(),
            **more,
        )


def sent_file(content: bytes = PDF, name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def counted(by: Viewer, table: str) -> int:
    """How many rows of a table the web role reads when bound to the viewer."""
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])
