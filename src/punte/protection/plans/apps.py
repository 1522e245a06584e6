from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

WRITINGS = {
    "assessment.record": _("Needs and risk assessed"),
    "assessment.add_part": _("A part of an assessment filled in"),
    "plan.add_goal": _("Goal added to the plan"),
    "plan.add_step": _("Step added to the plan"),
    "plan.edit_goal": _("Goal changed"),
    "plan.edit_step": _("Step changed"),
    "plan.settle_goal": _("Two versions of a goal settled"),
    "plan.settle_step": _("Two versions of a step settled"),
    "plan.order": _("Plan put in another order"),
    "plan.agree": _("Plan agreed with the person"),
}


class PlansConfig(AppConfig):
    name = "punte.protection.plans"
    label = "plans"

    def ready(self) -> None:
        """Two tabs of a file, what stands in its timeline, and the words of the ledger."""
        from punte.core.ledger.door import FIELDS, register
        from punte.protection.assistance.door import (
            Tab,
            register_closing_check,
            register_next,
            register_tab,
            register_timeline,
        )
        from punte.protection.plans import rebuilding
        from punte.protection.plans.models import Agreement, Assessment, Step
        from punte.protection.plans.told import OPEN_STEPS_LEFT, agreed, assessed, next_steps_of

        register_timeline(Assessment, assessed)
        register_timeline(Agreement, agreed)
        register_next(Step, next_steps_of)
        register_closing_check(OPEN_STEPS_LEFT)
        register_tab(Tab("assessments", _("Needs and risk"), "protection:assessments", order=10))
        register_tab(Tab("plan", _("Plan"), "protection:plan", order=20))
        rebuilding.register()
        register("writing", WRITINGS)
        FIELDS.setdefault("assessments", _("needs and risk"))
        FIELDS.setdefault("assessment", _("needs and risk"))
        FIELDS.setdefault("plan", _("plan"))
