"""The table of rules and the holidays: everyone may read them, few may add a version."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import Jurisdiction
from punte.core.deadlines import queries, table_actions
from punte.core.deadlines.forms import HolidayForm, RuleForm
from punte.core.deadlines.models import Rule, Unit
from punte.core.errors import Conflict, NotHere


def country_names() -> dict[str, str]:
    """What the countries call themselves here."""
    return dict(Jurisdiction.objects.values_list("code", "name"))


@requires(Permission.SEE_DEADLINES)
@require_GET
def rule_list(request: ViewerRequest) -> HttpResponse:
    """The newest version of every rule, by country."""
    groups: dict[str, list[Rule]] = {}
    for rule in queries.current_rules():
        groups.setdefault(rule.jurisdiction, []).append(rule)
    names = country_names()
    context = {
        "groups": [(names.get(code, code), rules) for code, rules in sorted(groups.items())],
        "unverified": sum(not rule.verified for rules in groups.values() for rule in rules),
        "holiday_codes": [(c, names.get(c, c)) for c in queries.holiday_jurisdictions()],
        "year": timezone.localdate().year,
        "may_edit": request.viewer.may(Permission.EDIT_DEADLINE_RULES),
    }
    return render(request, "deadlines/rules.html", context)


@requires(Permission.SEE_DEADLINES)
@require_GET
def rule_history(request: ViewerRequest, rule_id: UUID) -> HttpResponse:
    """All versions of one rule, newest first."""
    rule = queries.get_rule(rule_id)
    context = {
        "rule": rule,
        "country": country_names().get(rule.jurisdiction, rule.jurisdiction),
        "versions": queries.rule_versions(rule),
        "running": queries.running_by(rule),
        "may_edit": request.viewer.may(Permission.EDIT_DEADLINE_RULES),
    }
    return render(request, "deadlines/rule.html", context)


@requires(Permission.EDIT_DEADLINE_RULES)
def edit_rule(request: ViewerRequest, rule_id: UUID) -> HttpResponse:
    """The next version: first the form, then a preview, then the row."""
    rule = queries.newest_version(queries.get_rule(rule_id))
    form = RuleForm.from_rule(rule, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "deadlines/edit_rule.html", {"form": form, "rule": rule})
    if form.cleaned_data["after"] != rule.version:
        raise Conflict(what="change rule")
    if request.POST.get("step") != "confirm":
        return render(request, "deadlines/preview_rule.html", _preview(rule, form))
    new = table_actions.change_rule(by=request.viewer, rule=rule, values=form.values)
    messages.success(request, _("The new version is in the table."))
    return redirect("deadlines:rule", new.pk)


def _preview(rule: Rule, form: RuleForm) -> dict[str, Any]:
    """What changes, field by field, and how many clocks keep the old version."""
    changes = [
        {
            "label": form.fields[name].label,
            "old": _words(form.initial.get(name)),
            "new": _words(value),
        }
        for name, value in form.cleaned_data.items()
        if name != "after" and value != form.initial.get(name)
    ]
    return {
        "rule": rule,
        "form": form,
        "changes": changes,
        "running": queries.running_by(rule),
        "begins": form.cleaned_data["valid_from"],
    }


def _words(value: object) -> str:
    """A value of the form as a reader expects it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(dict(Unit.choices).get(str(value), value))


@requires(Permission.SEE_DEADLINES)
@require_GET
def holiday_list(request: ViewerRequest, jurisdiction: str, year: int) -> HttpResponse:
    return _holidays(request, jurisdiction, year, HolidayForm())


@requires(Permission.EDIT_DEADLINE_RULES)
@require_POST
def add_holiday(request: ViewerRequest, jurisdiction: str, year: int) -> HttpResponse:
    form = HolidayForm(request.POST)
    if not form.is_valid():
        return _holidays(request, jurisdiction, year, form)
    day = form.cleaned_data["day"]
    table_actions.add_holiday(
        by=request.viewer,
        jurisdiction=_known(jurisdiction),
        day=day,
        name=form.cleaned_data["name"],
    )
    return redirect("deadlines:holidays", jurisdiction, day.year)


@requires(Permission.EDIT_DEADLINE_RULES)
@require_POST
def remove_holiday(request: ViewerRequest, holiday_id: UUID) -> HttpResponse:
    table_actions.remove_holiday(by=request.viewer, holiday_id=holiday_id)
    messages.success(request, _("The day was taken out of the table."))
    return redirect("deadlines:rules")


def _known(jurisdiction: str) -> str:
    if jurisdiction not in queries.holiday_jurisdictions():
        raise NotHere(what="read holidays")
    return jurisdiction


def _holidays(
    request: ViewerRequest, jurisdiction: str, year: int, form: HolidayForm
) -> HttpResponse:
    if not 2000 <= year <= 2100:
        raise NotHere(what="read holidays")
    context = {
        "jurisdiction": _known(jurisdiction),
        "country": country_names().get(jurisdiction, jurisdiction),
        "year": year,
        "days": queries.holidays_of(jurisdiction, year),
        "form": form,
        "may_edit": request.viewer.may(Permission.EDIT_DEADLINE_RULES),
    }
    return render(request, "deadlines/holidays.html", context)
