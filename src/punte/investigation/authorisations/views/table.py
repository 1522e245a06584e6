"""The table of measures: who works on cases may read it, administrators add versions by two."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.investigation.authorisations.forms.table import RuleForm
from punte.investigation.authorisations.models import MeasureRule
from punte.investigation.authorisations.queries.table import get_rule, newest_rules, rule_versions
from punte.investigation.authorisations.table_actions import change_rule, confirm_rule
from punte.ui.acts import act_page


@require_GET
@requires(Permission.SIGNED_IN)
def rules(request: ViewerRequest) -> HttpResponse:
    """The newest version of every measure, by country."""
    groups: dict[str, list[MeasureRule]] = {}
    for one in newest_rules():
        groups.setdefault(one.jurisdiction, []).append(one)
    unverified = sum(not one.verified for found in groups.values() for one in found)
    context = {"groups": sorted(groups.items()), "unverified": unverified}
    return render(request, "authorisations/rules.html", context)


@require_GET
@requires(Permission.SIGNED_IN)
def rule(request: ViewerRequest, rule_id: UUID) -> HttpResponse:
    """All versions of one rule, newest first."""
    row, viewer = get_rule(rule_id), request.viewer
    versions = list(rule_versions(row))
    newest = versions[0]
    edits = viewer.may(Permission.EDIT_CASE_TABLES) and row.jurisdiction == viewer.jurisdiction
    context = {
        "rule": newest,
        "versions": versions,
        "may_edit": edits,
        "may_confirm": edits and newest.waits and newest.made_by_id != viewer.account_id,
    }
    return render(request, "authorisations/rule.html", context)


@requires(Permission.EDIT_CASE_TABLES)
def edit(request: ViewerRequest, rule_id: UUID) -> HttpResponseBase:
    """The next version."""
    newest = rule_versions(get_rule(rule_id))[0]
    form = RuleForm.from_rule(newest, request.POST or None)

    def act(_values: dict[str, Any]) -> MeasureRule:
        after = form.cleaned_data["after"]
        return change_rule(by=request.viewer, rule=newest, values=form.values, after=after)

    return act_page(
        request,
        form,
        act=act,
        back=reverse("investigation:measure_rule", args=[newest.pk]),
        title=newest.name,
        done=_("Kept. It holds once a second administrator puts it in force."),
        lead=_("This table is no legal advice: what is not compared with the text is unverified."),
    )


@require_POST
@requires(Permission.EDIT_CASE_TABLES)
def confirm(request: ViewerRequest, rule_id: UUID) -> HttpResponseBase:
    """By a second administrator."""
    row = confirm_rule(by=request.viewer, rule=rule_id)
    messages.success(request, _("The new version is in force from its day."))
    return redirect("investigation:measure_rule", row.pk)
