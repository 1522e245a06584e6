from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralConfig(AppConfig):
    name = "punte.protection.referral"
    label = "referral"

    def ready(self) -> None:
        """Say what the readings of this room are called."""
        from punte.core.ledger.door import FIELDS as NAMED
        from punte.core.ledger.door import register
        from punte.protection.referral.fields import FIELDS

        register("reading", {"referral.read": _("Referral opened")})
        for field in FIELDS.values():
            NAMED.setdefault(field.key, field.label)
