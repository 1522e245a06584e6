"""What other rooms may use of services, appointments, notes and documents."""

from __future__ import annotations

from punte.protection.delivery.models import Appointment, Note, Paper, ServiceItem
from punte.protection.delivery.models.words import Meeting, Outcome
from punte.protection.delivery.queries.appointments import appointments_between, next_appointment
from punte.protection.delivery.queries.papers import expiring_documents
from punte.protection.delivery.queries.services import services_between, services_of

__all__ = [
    "Appointment",
    "Meeting",
    "Note",
    "Outcome",
    "Paper",
    "ServiceItem",
    "appointments_between",
    "expiring_documents",
    "next_appointment",
    "services_between",
    "services_of",
]
