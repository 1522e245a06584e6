"""The person agrees to the plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page, ask_at, get_file
from punte.protection.configuration.door import Place
from punte.protection.plans.actions.agree import Agreed, agree_plan
from punte.protection.plans.forms.plan import AgreeForm
from punte.protection.plans.models import Agreement
from punte.protection.plans.models.words import AgreedHow
from punte.protection.plans.queries.plans import current_plan


@requires(Permission.WORK_FILES)
def agree(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """When, in which language and how the person agreed; and when to look again."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    plan = current_plan(viewer, file)
    start = {"language": file.language, "version": plan.version if plan else 0}

    def act(values: dict[str, Any]) -> Agreement:
        agreed = Agreed(
            agreed_on=values["agreed_on"],
            language=values["language"],
            how=AgreedHow(values["how"]),
            review_on=values["review_on"],
        )
        return agree_plan(
            by=viewer,
            file=file.id,
            agreed=agreed,
            version=values["version"],
            request_key=once_key_of(request),
        )

    return act_page(
        request,
        AgreeForm(request.POST or None, initial=start),
        act=act,
        asked=ask_at(request, Place.PLAN, file),
        back=reverse("protection:plan", args=[file.id]),
        title=_("The person agrees to the plan"),
        done=_("The agreement is kept."),
        lead=_("Go through the plan together first: agreement is to the plan as it stands now."),
        submit=_("Keep the agreement"),
    )
