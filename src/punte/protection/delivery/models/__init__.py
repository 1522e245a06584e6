from punte.protection.delivery.models.appointment import Appointment
from punte.protection.delivery.models.note import Note
from punte.protection.delivery.models.paper import Paper
from punte.protection.delivery.models.service import ServiceItem

__all__ = ["Appointment", "Note", "Paper", "ServiceItem"]
