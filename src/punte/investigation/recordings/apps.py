from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordingsConfig(AppConfig):
    name = "punte.investigation.recordings"
    label = "recordings"

    def ready(self) -> None:
        """The room's tab, its kind of product, its timeline and words in the ledger."""
        from punte.core.access.door import Permission
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.authorisations.door import ProductKind, register_product
        from punte.investigation.cases.door import (
            Tab,
            Waiting,
            register_tab,
            register_timeline,
            register_waiting,
        )
        from punte.investigation.evidence.door import register_orders
        from punte.investigation.recordings.actions import releasing, sealing
        from punte.investigation.recordings.actions.taking import KIND
        from punte.investigation.recordings.ledger_words import READINGS, WRITINGS
        from punte.investigation.recordings.models import Intake
        from punte.investigation.recordings.queries import order_of
        from punte.investigation.recordings.told import address, told
        from punte.investigation.recordings.waiting import unheard

        register_tab(Tab("recordings", _("Recordings"), "investigation:recordings", order=40))
        register_timeline(Intake, told)
        hears = Permission.LISTEN
        register_waiting(Waiting(_("To be listened to"), "activity", unheard, hears, order=40))
        register_orders(order_of)
        register_product(
            ProductKind(
                key=KIND, label=_("Recordings"), address=address, sealed=sealing.sealed,
                released=releasing.released, gone=sealing.gone, copies=sealing.copies,
            )
        )  # fmt: skip
        register("reading", READINGS)
        register("writing", WRITINGS)
        FIELDS.setdefault("recordings", _("recordings"))
        FIELDS.setdefault("recording", _("recording"))
        FIELDS.setdefault("transcript", _("transcript"))
