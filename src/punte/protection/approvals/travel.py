"""The table of two-person rules in the file that moves between servers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punte.core.access.door import Viewer
from punte.core.agencies.door import COUNTRIES, AgencyKind
from punte.core.travel import Content, Table
from punte.protection.approvals.acts import find_act, is_act
from punte.protection.approvals.forms import RuleForm
from punte.protection.approvals.models import ApprovalRule
from punte.protection.approvals.queries import SCOPE
from punte.protection.approvals.table_actions import set_rule


class TwoPersonRules(Table):
    """What is brought in waits for a second administrator like any other version."""

    kind = "approval"
    name = gettext_lazy("Two-person rule")
    then = gettext_lazy("It waits until a second administrator puts it in force.")
    scope = SCOPE
    fields = ("required", "permission", "note")

    def rows(self) -> QuerySet[Any]:
        return ApprovalRule.objects.all()

    def holds(self, row: Any) -> bool:
        return row.confirmed_at is not None

    def knows(self, **scope: str) -> bool:
        known = scope["jurisdiction"] in ("", *COUNTRIES)
        return known and is_act(scope["act"]) and scope["agency_kind"] in ("", *AgencyKind.values)

    def form(self, values: dict[str, str]) -> RuleForm:
        answers = {"True": "1", "False": "0"}
        said = {"required": answers.get(values.get("required", ""), "")}
        return RuleForm({**values, **said, "valid_from": timezone.localdate(), "after": 0})

    def add(self, *, by: Viewer, scope: dict[str, Any], form: BaseForm, after: int) -> ApprovalRule:
        return set_rule(by=by, **scope, **{**form.cleaned_data, "after": after})

    def title(self, key: str, content: Content) -> str:
        scope = self.scope_of(key)
        country = scope["jurisdiction"] or _("All countries")
        kind = dict(AgencyKind.choices).get(scope["agency_kind"], _("All kinds"))
        return f"{find_act(scope['act']).name} · {country} · {kind}"

    def address(self, key: str) -> str:
        return reverse("protection:approval_rules")
