from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigurationConfig(AppConfig):
    name = "punte.protection.configuration"
    label = "configuration"

    def ready(self) -> None:
        """What the log calls the acts; what is configured here travels between servers."""
        from punte.core import travel
        from punte.core.ledger.door import register
        from punte.protection.configuration.travel import Editions
        from punte.protection.configuration.words import Kind

        for kind in Kind:
            travel.register(Editions(kind))

        register(
            "system",
            {
                "configuration.begin_draft": _("Draft of a configuration begun"),
                "configuration.change_draft": _("Draft of a configuration changed"),
                "configuration.discard_draft": _("Draft of a configuration discarded"),
                "configuration.publish": _("Configuration published"),
                "configuration.export": _("Configuration taken out as a file"),
                "configuration.bring": _("Configuration brought in as a file"),
                "configuration.take": _("Pieces of a configuration file taken over"),
            },
        )
        register(
            "writing",
            {
                "form_answers.keep": _("Answers to a form kept"),
                "form_answers.go_on": _("Answers to a form changed"),
            },
        )
