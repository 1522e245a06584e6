"""What this room's acts are called in the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WRITINGS: dict[str, str | Promise] = {
    "child.start": _("Child path begun"),
    "child.guardian": _("Guardian recorded"),
    "child.guardian_conflict": _("Conflict of interest of a guardian marked"),
    "child.guardian_clear": _("Conflict of interest of a guardian cleared"),
    "child.guardian_end": _("Guardian's time ended"),
    "child.assess": _("Best interests assessed"),
    "child.sign": _("Best-interests assessment answered by a second person"),
    "child.age_doubt": _("Age doubted: presumed a child"),
    "child.age_find": _("Finding about the age recorded"),
    "child.age_propose": _("Result of the age assessment proposed"),
    "child.age_return": _("Result of the age assessment given back"),
    "child.age_confirm": _("Age decided by two people"),
    "child.school": _("School recorded"),
    "child.companion": _("Person beside the child recorded"),
    "child.companion_end": _("Person beside the child no longer called in"),
}
