from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DuplicatesConfig(AppConfig):
    name = "punte.protection.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        """What the log calls this room's actions."""
        from punte.core.ledger.door import FIELDS, register

        FIELDS.setdefault("comparison", _("comparison with another file"))
        register("reading", {"person.compare": _("Looked for among known persons")})
        register(
            "writing",
            {
                "person.say_different": _("Said not to be the same person as another"),
                "person.say_same": _("Said to be probably the same person as another"),
                "person.say_open": _("Comparison with another person opened again"),
            },
        )
