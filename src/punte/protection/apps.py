from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProtectionConfig(AppConfig):
    name = "punte.protection"
    label = "protection"

    def ready(self) -> None:
        """Say what a leaver hands over of this room, and what its readings are called."""
        from punte.core.agencies.door import hand_over
        from punte.core.ledger.door import FIELDS as NAMED
        from punte.core.ledger.door import register
        from punte.protection.actions.person import count_cases, hand_over_cases
        from punte.protection.referral_fields import FIELDS

        hand_over.register(_("Persons in care"), count_cases, hand_over_cases)
        register("reading", {"referral.read": _("Referral opened")})
        for field in FIELDS.values():
            NAMED.setdefault(field.key, field.label)
