from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordingsConfig(AppConfig):
    name = "punte.investigation.recordings"
    label = "recordings"

    def ready(self) -> None:
        """The room's tab, its kind of product, its timeline and words in the ledger."""
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.authorisations.door import ProductKind, register_product
        from punte.investigation.cases.door import Tab, register_tab, register_timeline
        from punte.investigation.recordings.actions import releasing, sealing
        from punte.investigation.recordings.actions.taking import KIND
        from punte.investigation.recordings.ledger_words import READINGS, WRITINGS
        from punte.investigation.recordings.models import Intake
        from punte.investigation.recordings.told import address, told

        register_tab(Tab("recordings", _("Recordings"), "investigation:recordings", order=40))
        register_timeline(Intake, told)
        register_product(
            ProductKind(
                key=KIND,
                label=_("Recordings"),
                address=address,
                sealed=sealing.sealed,
                released=releasing.released,
                gone=sealing.gone,
                copies=sealing.copies,
            )
        )
        register("reading", READINGS)
        register("writing", WRITINGS)
        FIELDS.setdefault("recordings", _("recordings"))
        FIELDS.setdefault("recording", _("recording"))
        FIELDS.setdefault("transcript", _("transcript"))
