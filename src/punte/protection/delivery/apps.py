from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

WRITINGS = {
    "service.plan": _("Service planned"),
    "service.change": _("Plan of a service changed"),
    "service.outcome": _("What became of a service recorded"),
    "appointment.make": _("Appointment made"),
    "appointment.change": _("Appointment changed"),
    "appointment.settle": _("Appointment kept, missed or cancelled"),
    "note.write": _("Note written"),
    "note.correct": _("Note corrected"),
    "document.keep": _("Document kept"),
    "document.replace": _("Document replaced by a newer version"),
    "document.put_away": _("Document put away"),
}


class DeliveryConfig(AppConfig):
    name = "punte.protection.delivery"
    label = "delivery"

    def ready(self) -> None:
        """The tabs of this room, what a leaver hands over, and its words in the ledger."""
        from punte.core.agencies.door import hand_over
        from punte.core.ledger.door import FIELDS, register
        from punte.protection.assistance.door import (
            Rebuilder,
            Tab,
            register_rebuilder,
            register_tab,
        )
        from punte.protection.delivery import lists
        from punte.protection.delivery.actions.appointments import (
            count_appointments,
            hand_over_appointments,
        )
        from punte.protection.delivery.rebuilding import read_service, write_service
        from punte.protection.delivery.told import tell

        lists.register()
        tell()
        for page, words in (
            ("services", _("services")),
            ("appointments", _("appointments")),
            ("notes", _("notes")),
            ("documents", _("documents")),
        ):
            FIELDS.setdefault(page, words)
        register_tab(Tab("services", _("Services"), "protection:services", order=30))
        register_tab(Tab("appointments", _("Appointments"), "protection:appointments", order=40))
        register_tab(Tab("notes", _("Notes"), "protection:notes", order=50))
        register_tab(Tab("documents", _("Documents"), "protection:documents", order=60))
        register_rebuilder(
            Rebuilder("delivery.serviceitem", _("Services"), read_service, write_service)
        )
        hand_over.register(_("Appointments"), count_appointments, hand_over_appointments)
        register("writing", WRITINGS)
