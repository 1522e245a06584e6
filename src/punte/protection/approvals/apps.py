from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "punte.protection.approvals"
    label = "approvals"

    def ready(self) -> None:
        """What the log calls this room's acts; its table travels between servers."""
        from punte.core import travel
        from punte.core.ledger.door import register
        from punte.protection.approvals.travel import TwoPersonRules

        travel.register(TwoPersonRules())

        register(
            "writing",
            {
                "approval.ask": _("Approval asked for"),
                "approval.approve": _("Approved by a second person"),
                "approval.refuse": _("Refused by a second person"),
                "approval.withdraw": _("Wish for approval withdrawn"),
            },
        )
        register(
            "system",
            {
                "approval_rule.change": _("Two-person rule written"),
                "approval_rule.confirm": _("Two-person rule put in force"),
            },
        )
