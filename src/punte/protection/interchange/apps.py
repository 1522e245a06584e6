from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterchangeConfig(AppConfig):
    name = "punte.protection.interchange"
    label = "interchange"

    def ready(self) -> None:
        """Name this room's acts in the log."""
        from punte.core.ledger.door import register
        from punte.protection.approvals.door import register_act
        from punte.protection.interchange.approval_words import told_of_export

        register_act("cases.export", told=told_of_export)
        register("writing", {"person.import": _("Person brought in from a file")})
        register(
            "system",
            {
                "import.begin": _("File to bring in received"),
                "import.check": _("Check of a file begun"),
                "import.start": _("Bringing in of a file begun"),
                "import.stop": _("Bringing in of a file stopped"),
                "webhook.make": _("Webhook made"),
                "webhook.stop": _("Webhook stopped"),
                "webhook.resume": _("Webhook goes on"),
                "webhook.replay": _("Messages of a webhook sent again"),
                "webhook.send_again": _("Message of a webhook sent again"),
                "file.forget": _("File removed after its service"),
            },
        )
