"""Operations on services, appointments, notes and documents."""

from __future__ import annotations

from punte.protection.delivery.api.appointments import router as appointments
from punte.protection.delivery.api.papers import router as papers
from punte.protection.delivery.api.services import router as services

ROUTERS = (services, appointments, papers)
