"""The table of two-person rules and its history."""

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

from punte.core.access.door import Permission, ViewerRequest, requires, roles_with
from punte.core.agencies.door import Jurisdiction
from punte.core.errors import Invalid
from punte.protection.approvals.acts import act_choices
from punte.protection.approvals.approvers import agencies_without, holders, names_of
from punte.protection.approvals.forms import NewRuleForm, RuleForm
from punte.protection.approvals.queries import get_rule, may_confirm, newest_rules, rule_versions
from punte.protection.approvals.table_actions import confirm_rule, set_rule


@require_GET
@requires(Permission.CONFIGURE)
def rules(request: ViewerRequest) -> HttpResponse:
    """Every act with its rules; an act without any is done by one person."""
    found = newest_rules()
    acts = [(name, [rule for rule in found if rule.act == key]) for key, name in act_choices()]
    return render(request, "approvals/rules.html", {"acts": acts, "without": agencies_without()})


def countries() -> dict[str, str]:
    return dict(Jurisdiction.objects.values_list("code", "name"))


@requires(Permission.CONFIGURE)
def new_rule(request: ViewerRequest) -> HttpResponseBase:
    """A rule for an act, a country and a kind of agency that has none."""
    form = NewRuleForm(request.POST or None, initial=RuleForm.first_of(None))
    if request.method == "POST" and form.is_valid():
        try:
            return keep(request, form.cleaned_data, form.cleaned_data)
        except Invalid as error:
            form.add_error(None, error.message)
    context = {
        "form": form,
        "title": _("New two-person rule"),
        "back_url": reverse("protection:approval_rules"),
    }
    return render(request, "ui/form_page.html", context)


@requires(Permission.CONFIGURE)
def rule(request: ViewerRequest, rule_id: UUID) -> HttpResponseBase:
    """All versions of a rule, and the form for the next one."""
    versions = list(rule_versions(get_rule(rule_id)))
    newest = versions[0]
    form = RuleForm(request.POST or None, initial=RuleForm.first_of(newest))
    if request.method == "POST" and form.is_valid():
        scope = {
            "act": newest.act,
            "jurisdiction": newest.jurisdiction,
            "agency_kind": newest.agency_kind,
        }
        try:
            return keep(request, scope, form.cleaned_data)
        except Invalid as error:
            form.add_error(None, error.message)
    context = {
        "rule": newest,
        "versions": versions,
        "form": form,
        "country": countries().get(newest.jurisdiction, ""),
        "waits": newest.confirmed_at is None,
        "may_confirm": may_confirm(request.viewer, newest),
        "others": names_of(
            holders(roles_with(Permission.CONFIGURE)).exclude(pk=newest.made_by_id or 0)
        ),
    }
    return render(request, "approvals/rule.html", context)


def keep(request: ViewerRequest, scope: dict[str, Any], values: dict[str, Any]) -> HttpResponseBase:
    made = set_rule(
        by=request.viewer,
        act=scope["act"],
        jurisdiction=scope["jurisdiction"],
        agency_kind=scope["agency_kind"],
        required=values["required"],
        permission=values["permission"],
        valid_from=values["valid_from"],
        note=values["note"],
        after=values["after"],
    )
    messages.success(request, _("Kept. It holds once a second administrator puts it in force."))
    return redirect("protection:approval_rule", made.pk)


@require_POST
@requires(Permission.CONFIGURE)
def confirm(request: ViewerRequest, rule_id: UUID) -> HttpResponseBase:
    """By a second administrator."""
    row = confirm_rule(by=request.viewer, rule=rule_id)
    messages.success(request, _("The new version is in force from its day."))
    return redirect("protection:approval_rule", row.pk)
