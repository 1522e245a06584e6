from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetentionConfig(AppConfig):
    name = "punte.protection.retention"
    label = "retention"

    def ready(self) -> None:
        """A hold keeps the vault from erasing; and what the log calls the acts."""
        from punte.core.ledger.door import register
        from punte.core.vault.door import register_forgetter, register_hold_check
        from punte.protection.retention.actions.again import forget_again
        from punte.protection.retention.queries import is_held

        register_hold_check(is_held)
        register_forgetter(forget_again)
        register(
            "system",
            {
                "retention.hold": _("Legal hold placed"),
                "retention.end_hold": _("Legal hold ended"),
                "retention.change_rule": _("Rule of keeping changed"),
                "retention.compute": _("Whose time has run out was computed"),
                "retention.ask": _("Forgetting by rule asked for"),
                "retention.confirm": _("Forgetting by rule confirmed"),
                "retention.forget": _("Texts and identity forgotten by rule"),
            },
        )
