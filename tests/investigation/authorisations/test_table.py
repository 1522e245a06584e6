"""The table of measures: delivered unverified, changed by two, never overwritten."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.agencies.door import Account
from punte.core.errors import Conflict, Invalid, Refused
from punte.investigation.authorisations import data_messages
from punte.investigation.authorisations.measures import Measure
from punte.investigation.authorisations.models import MeasureRule
from punte.investigation.authorisations.queries.table import rule_in_force
from punte.investigation.authorisations.table_actions import EDITABLE, change_rule, confirm_rule
from tests.support.worlds import World, viewer

DATA = Path(data_messages.__file__).parent / "data" / "measures-v1.json"


def row(measure: str = "interception", jurisdiction: str = "MD") -> MeasureRule:
    found = rule_in_force(measure, jurisdiction, timezone.localdate())
    assert found is not None
    return found


def values(rule: MeasureRule, **more: object) -> dict[str, object]:
    same = {field: getattr(rule, field) for field in EDITABLE}
    return {**same, "valid_from": timezone.localdate(), **more}


def test_every_measure_of_both_countries_is_delivered_and_none_is_verified(db: None) -> None:
    for jurisdiction in ("RO", "MD"):
        rules = [row(measure, jurisdiction) for measure in Measure.values]
        assert not any(rule.verified for rule in rules)
    interception = row("interception", "RO")
    assert (interception.first_days, interception.total_months) == (30, 6)
    assert (interception.urgent_hours, interception.authority) == (48, "judge")
    assert row("home_recording", "RO").total_days == 120
    assert row("interception", "MD").urgent_hours is None


def test_the_sources_are_those_that_are_translated() -> None:
    table = json.loads(DATA.read_text(encoding="utf-8"))
    assert sorted({rule["source"] for rule in table["rules"]}) == sorted(data_messages.MESSAGES)


def test_a_version_holds_once_a_second_administrator_confirms_it(world: World) -> None:
    one, two = (viewer(world.unit, "administrator") for _ in range(2))
    before = row()
    with acting_as(one) as by:
        new = change_rule(by=by, rule=before, values=values(before, urgent_hours=24), after=1)
        assert row() == before
        with pytest.raises(Refused):
            confirm_rule(by=by, rule=new.pk)
        with pytest.raises(Conflict):
            change_rule(by=by, rule=before, values=values(before), after=1)
    with acting_as(two) as by:
        confirm_rule(by=by, rule=new.pk)
        assert row().urgent_hours == 24
        with pytest.raises(Conflict):
            confirm_rule(by=by, rule=new.pk)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            MeasureRule.objects.filter(pk=new.pk).update(first_days=90)


@pytest.mark.parametrize(
    "bad",
    [
        {"valid_from": timezone.localdate() - timedelta(days=1)},
        {"total_days": 10, "total_months": 1},
    ],
)
def test_versions_that_are_none(world: World, bad: dict[str, object]) -> None:
    with acting_as(viewer(world.unit, "administrator")) as by, pytest.raises(Invalid):
        change_rule(by=by, rule=row(), values=values(row(), **bad), after=1)


def test_who_may_not_edit_it(world: World) -> None:
    with acting_as(world.prosecutor) as by, pytest.raises(Refused):
        change_rule(by=by, rule=row(), values=values(row()), after=1)
    foreign = row(jurisdiction="RO")
    with acting_as(viewer(world.unit, "administrator")) as by, pytest.raises(Refused):
        change_rule(by=by, rule=foreign, values=values(foreign), after=1)


def test_the_pages_of_the_table(world: World) -> None:
    client = Client()
    one = viewer(world.unit, "administrator")
    client.force_login(Account.objects.get(pk=one.account_id))
    listed = client.get(reverse("investigation:measure_rules")).content.decode()
    assert "unverified" in listed
    assert "no legal advice" in listed
    edit = reverse("investigation:measure_rule_edit", args=[row().pk])
    begun = client.get(edit).context["form"]
    form = {k: v for k, v in begun.initial.items() if v is not None} | {"first_days": 20}
    assert client.post(edit, {**form, "first_days": 10**12}).status_code == 422
    assert client.post(edit, form).status_code == 302
    newest = MeasureRule.objects.get(version=2)
    shown = client.get(reverse("investigation:measure_rule", args=[newest.pk])).content.decode()
    assert "A second administrator of the country must put it in force." in shown
    confirm = reverse("investigation:measure_rule_confirm", args=[newest.pk])
    assert client.post(confirm).status_code == 403
