from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseloadConfig(AppConfig):
    name = "punte.protection.caseload"
    label = "caseload"

    def ready(self) -> None:
        """The supervisor's tab of a file, what leavers hand over, what the log calls its acts."""
        from punte.core.access.door import Permission
        from punte.core.agencies.door import hand_over
        from punte.core.ledger.door import register
        from punte.protection.assistance.door import Tab, register_tab
        from punte.protection.caseload.actions.tasks import count_tasks, hand_over_tasks

        register_tab(
            Tab(
                "review",
                _("Review"),
                "protection:file_review",
                order=900,
                permission=Permission.REVIEW_FILES,
            )
        )
        hand_over.register(_("Tasks to do"), count_tasks, hand_over_tasks)
        register(
            "writing",
            {
                "task.give": _("Task given"),
                "task.finish": _("Task done"),
                "task.reopen": _("Task to do again"),
                "file.review": _("Work on a file reviewed"),
                "caseload.save_filter": _("Filter saved"),
                "caseload.remove_filter": _("Filter taken away"),
                "calendar.open_feed": _("Calendar address made"),
                "calendar.close_feed": _("Calendar address ended"),
            },
        )
