"""The person agrees to the plan."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.once import once_key_of
from punte.protection.assistance.door import AssistanceFile, get_file
from punte.protection.plans.actions.agree import Agreed, agree_plan
from punte.protection.plans.forms.plan import AgreeForm
from punte.protection.plans.models.words import AgreedHow
from punte.protection.plans.queries.plans import current_plan


@requires(Permission.WORK_FILES)
def agree(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """When, in which language and how the person agreed; and when to look again."""
    file = get_file(request.viewer, file_id)
    plan = current_plan(request.viewer, file)
    start = {"language": file.language, "version": plan.version if plan else 0}
    form = AgreeForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, file, form)
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The agreement is kept."))
            return redirect("protection:plan", file.id)
    context = {
        "form": form,
        "title": _("The person agrees to the plan"),
        "lead": _("Go through the plan together first: agreement is to the plan as it stands now."),
        "submit": _("Keep the agreement"),
        "back_url": reverse("protection:plan", args=[file.id]),
    }
    return render(request, "ui/form_page.html", context)


def _keep(request: ViewerRequest, file: AssistanceFile, form: AgreeForm) -> None:
    values = form.cleaned_data
    agreed = Agreed(
        agreed_on=values["agreed_on"],
        language=values["language"],
        how=AgreedHow(values["how"]),
        review_on=values["review_on"],
    )
    agree_plan(
        by=request.viewer,
        file=file.id,
        agreed=agreed,
        version=values["version"],
        request_key=once_key_of(request),
    )
