"""The table of deadlines in the file that moves between servers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punte.core.access.door import Viewer
from punte.core.agencies.door import COUNTRIES
from punte.core.deadlines.forms import RuleForm
from punte.core.deadlines.measures import MEASURES, measure_name
from punte.core.deadlines.models import Rule
from punte.core.deadlines.table_actions import EDITABLE, add_rule
from punte.core.travel import Content, Table


class Deadlines(Table):
    """Rules of deadlines: who may edit the table brings them in alone, as by hand."""

    kind = "deadline"
    name = gettext_lazy("Deadline")
    then = gettext_lazy("It holds from today for what begins then.")
    scope = ("measure", "jurisdiction")
    fields = tuple(field for field in EDITABLE if field != "valid_from")

    def rows(self) -> QuerySet[Any]:
        return Rule.objects.all()

    def knows(self, **scope: str) -> bool:
        return scope["measure"] in MEASURES and scope["jurisdiction"] in ("", *COUNTRIES)

    def form(self, values: dict[str, str]) -> RuleForm:
        return RuleForm({**values, "valid_from": timezone.localdate(), "after": 0})

    def add(self, *, by: Viewer, scope: dict[str, Any], form: BaseForm, after: int) -> Rule:
        values = {name: form.cleaned_data[name] for name in EDITABLE}
        return add_rule(by=by, **scope, values=values, after=after)

    def title(self, key: str, content: Content) -> str:
        scope = self.scope_of(key)
        country = scope["jurisdiction"] or _("All countries")
        return f"{measure_name(scope['measure'])} · {country}"

    def address(self, key: str) -> str:
        return reverse("deadlines:rules")
