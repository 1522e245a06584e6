"""The list of cases: what one may ask of it, and that it shows no case of another team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.actions.offences import add_offence
from punte.investigation.cases.actions.tasks import Wish, add_task
from punte.investigation.cases.models import Case, Offence
from punte.investigation.cases.queries.lists import Wanted, cases_like, counts_of, offences_met
from punte.investigation.cases.words import Part
from tests.support.cases import in_team, make_case
from tests.support.signs import client_of
from tests.support.worlds import World

TODAY = timezone.localdate
Scene = tuple[Viewer, Case, Case]


@pytest.fixture
def scene(world: World) -> Iterator[Scene]:
    """Somebody who leads a case with an offence and a task, is an analyst in another, and has
    nothing to do with a third.
    """
    make_case(world.second_investigator, name="Invented Elsewhere")
    theirs, other = make_case(world.second_investigator, name="Invented Theirs")
    own, _by = make_case(world.investigator, name="Invented Own", origin_reference="T-77")
    by = in_team(theirs, other, world.investigator, Part.ANALYST)
    with acting_as(by):
        offence = Offence.objects.get(key="MD:165")
        add_offence(by=by, case_id=own.pk, offence=offence.pk, version=own.version)
        wish = Wish("Ask", assignee=by.account_id)
        add_task(by=by, case_id=own.pk, wish=wish, request_key=uuid4())
        yield by, own, theirs


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"own", "theirs"}),
        ({"q": "own"}, {"own"}),
        ({"q": "t-77"}, {"own"}),
        ({"q": "elsewhere"}, set()),
        ({"stage": "trial"}, set()),
        ({"offence": "MD:165"}, {"own"}),
        ({"offence": "MD:0"}, set()),
        ({"jurisdiction": "MD"}, {"own", "theirs"}),
        ({"jurisdiction": "RO"}, set()),
        ({"part": "lead"}, {"own"}),
        ({"part": "analyst"}, {"theirs"}),
        ({"since": 0, "until": 0}, {"own", "theirs"}),
        ({"since": 1}, set()),
        ({"until": -1}, set()),
        ({"waiting": True}, {"own"}),
        ({"open": True, "origin": "own_work"}, {"own", "theirs"}),
    ],
)
def test_what_is_asked_is_what_is_found(
    scene: Scene, asked: dict[str, Any], found: set[str]
) -> None:
    by, own, theirs = scene
    days = {key: TODAY() + timedelta(value) for key, value in asked.items() if type(value) is int}
    rows = set(cases_like(by, Wanted(**asked | days)))
    assert rows == {{"own": own, "theirs": theirs}[name] for name in found}


def test_counts_and_choices_are_of_what_one_sees(scene: Scene) -> None:
    by, _own, _theirs = scene
    assert counts_of(by) == {"all": 2, "open": 2, "lead": 1}
    assert list(offences_met(by)) == ["MD:165"]


def test_the_page_sorts_says_more_and_asks_no_more_for_more(scene: Scene, world: World) -> None:
    by, own, theirs = scene
    client, path = client_of(by), reverse("investigation:cases")

    def names(**query: str) -> list[str]:
        return [row.name for row in client.get(path, query).context["table"].page_rows]

    assert names(sort="name") == [own.name, theirs.name]
    assert names(sort="-part") == [own.name, theirs.name]
    assert names(sort="-stage", offence="MD:165") == [own.name]
    page = client.get(path).content.decode()
    assert "art. 165" in page
    assert "Criminal analyst" in page
    assert "Nothing matches" in client.get(path, {"q": "elsewhere"}).content.decode()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path, {"waiting": "on"}).status_code == 200
        return len(queries)

    few = asked()
    for number in range(3):
        make_case(world.investigator, name=f"Invented {number}")
    with acting_as(by):
        add_task(by=by, case_id=own.pk, wish=Wish("Two", by.account_id), request_key=uuid4())
    assert asked() == few


def test_who_is_in_no_team_finds_how_to_begin(world: World) -> None:
    path = reverse("investigation:cases")
    page = client_of(world.investigator).get(path).content.decode()
    assert "No case here" in page
    assert reverse("investigation:case_new") in page
    page = client_of(world.crime_analyst).get(path).content.decode()
    assert "No case here" in page
    assert reverse("investigation:case_new") not in page
