"""The table of rules: how long files are kept, and what comes then."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.protection.retention import queries
from punte.protection.retention.actions.table import change_rule
from punte.protection.retention.forms import RuleFields
from punte.protection.retention.models import RetentionRule

ROWS = ("kind", "keep_years", "then", "source")


@require_GET
@requires(Permission.RETAIN)
def rule_list(request: ViewerRequest) -> HttpResponse:
    """The newest version of every rule; the country's own go before the general ones."""
    rules = queries.current_rules()
    context = {"rules": rules, "own": request.viewer.jurisdiction}
    return render(request, "retention/rules.html", context)


@requires(Permission.RETAIN)
def change(request: ViewerRequest) -> HttpResponse:
    """The next version of a rule of one's own country, beginning from the one that holds."""
    form = RuleFields(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            change_rule(by=request.viewer, **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The new version is in the table."))
            return redirect("protection:retention_rules")
    context = {
        "form": form,
        "title": _("A rule of keeping"),
        "lead": _("It erases nothing by itself: what falls due waits for two persons."),
        "submit": _("Put it in the table"),
        "back_url": reverse("protection:retention_rules"),
    }
    return render(request, "ui/form_page.html", context)


def _initial(request: ViewerRequest) -> dict[str, object]:
    kind, own = request.GET.get("kind", ""), request.viewer.jurisdiction
    found: dict[str, RetentionRule] = {
        rule.jurisdiction: rule for rule in queries.current_rules() if rule.kind == kind
    }
    rule = found.get(own) or found.get("")
    if rule is None:
        return {}
    after = found[own].version if own in found else 0
    return {**{name: getattr(rule, name) for name in ROWS}, "after": after}
