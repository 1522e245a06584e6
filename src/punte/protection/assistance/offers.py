"""What this room offers on pages of the rooms below."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.protection.assistance.actions.opening import HELPING
from punte.protection.assistance.queries.files import file_of_person
from punte.protection.referral.door import PageAction, Referral


def open_or_show(viewer: Viewer, referral: Referral) -> PageAction | None:
    """On a referral's page, for its receiver: the file that is there, or a way to open one."""
    if not viewer.may(Permission.SEE_FILES):
        return None
    file = file_of_person(viewer, referral.person_id)
    if file is not None:
        return PageAction(_("Assistance file"), file.get_absolute_url())
    if referral.state not in HELPING or not viewer.may(Permission.WORK_FILES):
        return None
    url = reverse("protection:file_open_referral", args=[referral.id])
    return PageAction(_("Open assistance file"), url, posts=True)
