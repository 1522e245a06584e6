from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "punte.protection.children"
    label = "children"

    def ready(self) -> None:
        """The tab, what happens when a child's file opens, and whose consent does not stand."""
        from punte.core.ledger.door import FIELDS, register
        from punte.protection.assistance.door import (
            Tab,
            register_on_open,
            register_tab,
        )
        from punte.protection.children.actions.path import start_child_path
        from punte.protection.children.labels import WRITINGS
        from punte.protection.children.queries.guardians import why_guardian_may_not
        from punte.protection.children.told import tell
        from punte.protection.referral.door import register_guardian_check

        FIELDS.setdefault("child", _("child path"))
        register("writing", WRITINGS)
        register_on_open(start_child_path)
        tell()
        register_guardian_check(why_guardian_may_not)
        register_tab(
            Tab(
                "child",
                _("Child"),
                "protection:child",
                order=70,
                shown=lambda _viewer, file: file.child_path,
            )
        )
