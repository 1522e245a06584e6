from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralConfig(AppConfig):
    name = "punte.protection.referral"
    label = "referral"

    def ready(self) -> None:
        """Say what the readings of this room are called, and what it leaves at desks."""
        from punte.core.agencies.door import desk_closing
        from punte.core.ledger.door import FIELDS as NAMED
        from punte.core.ledger.door import register
        from punte.protection.approvals.door import register_act
        from punte.protection.referral import consent_texts
        from punte.protection.referral.actions.send import send_approved
        from punte.protection.referral.approval_words import told_of
        from punte.protection.referral.fields import FIELDS
        from punte.protection.referral.queries.desks import under_way_at_desks, waiting_at_desks

        consent_texts.register()
        desk_closing.register(_("Referrals waiting for an answer"), waiting_at_desks)
        desk_closing.register(_("Referrals being helped"), under_way_at_desks)
        register_act("consent.override", carry_out=send_approved, carried="referral", told=told_of)
        register("reading", {"referral.read": _("Referral opened")})
        for field in FIELDS.values():
            NAMED.setdefault(field.key, field.label)
