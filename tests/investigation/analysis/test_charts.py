"""Saved charts: versions, colleagues who see less, and what a browser may not send."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.investigation.analysis.actions.charts import Title, make_chart, remove_chart, save_chart
from punte.investigation.analysis.content import (
    MOST_NODES,
    Box,
    Content,
    Filters,
    Spot,
    content_of,
    read_content,
)
from punte.investigation.analysis.models import Chart
from punte.investigation.analysis.queries.charts import (
    charts_of,
    content_at,
    get_chart,
    versions_of,
)
from tests.investigation.analysis.conftest import Net, browser_of
from tests.support.worlds import World


def spots(*ids: UUID, parent: str = "") -> tuple[Spot, ...]:
    return tuple(Spot(str(one), 10.0 * n, 5.0, parent) for n, one in enumerate(ids))


def kept(by: Viewer, net: Net, content: Content) -> Chart:
    with acting_as(by):
        return make_chart(
            by=by, case_id=net.case.pk, title=Title("Calls"), content=content, request_key=uuid4()
        )


def again(by: Viewer, net: Net, chart: Chart, content: Content, version: int) -> Chart:
    with acting_as(by):
        return save_chart(
            by=by,
            case_id=net.case.pk,
            chart_id=chart.pk,
            title=Title("Calls", "more"),
            content=content,
            version=version,
            request_key=uuid4(),
        )


def test_a_colleague_sees_of_a_chart_what_they_may_see(net: Net) -> None:
    groups = (Box("g1", "Bosses"), Box("g2", "Others"))
    content = Content(spots(net.a) + spots(net.hidden, parent="g1"), groups, (str(net.hidden),))
    chart = kept(net.lead, net, content)
    for by, told in ((net.lead, True), (net.other, False)):
        page = browser_of(by).get(chart.get_absolute_url()).content.decode()
        assert str(net.a) in page
        assert (str(net.hidden) in page) is told
        assert ("Bosses" in page) is told
        assert "Others" not in page


def test_saving_loses_nothing_that_its_author_cannot_see(net: Net) -> None:
    content = Content(spots(net.a, net.b) + spots(net.hidden, parent="g1"), (Box("g1", "Bosses"),))
    chart = kept(net.lead, net, content)
    again(net.other, net, chart, Content(spots(net.c)), version=1)
    with acting_as(net.lead):
        now = content_at(net.lead, get_chart(net.lead, net.case, chart.pk), 2)
        assert [row.number for row in versions_of(net.lead, chart)] == [2, 1]
    assert {spot.id for spot in now.nodes} == {str(net.c), str(net.hidden)}
    assert now.groups == (Box("g1", "Bosses"),)


def test_two_at_once_do_not_write_over_each_other(net: Net) -> None:
    chart = kept(net.lead, net, Content(spots(net.a)))
    again(net.lead, net, chart, Content(spots(net.b)), version=1)
    with pytest.raises(Conflict):
        again(net.other, net, chart, Content(spots(net.c)), version=1)


def test_sent_twice_is_kept_once(net: Net) -> None:
    key, content = uuid4(), Content(spots(net.a))
    same = {"by": net.lead, "case_id": net.case.pk, "title": Title("Calls"), "content": content}
    with acting_as(net.lead):
        first = make_chart(**same, request_key=key)  # type: ignore[arg-type]
        second = make_chart(**same, request_key=key)  # type: ignore[arg-type]
        assert first == second
        assert charts_of(net.lead, net.case).count() == 1


def test_a_chart_holds_only_what_its_author_sees_in_this_case(net: Net) -> None:
    with pytest.raises(Invalid):
        kept(net.other, net, Content(spots(net.hidden)))
    with pytest.raises(Invalid):
        kept(net.lead, net, Content(spots(uuid4())))


def test_only_the_team_works_with_charts(net: Net, world: World) -> None:
    chart = kept(net.lead, net, Content(spots(net.a)))
    with acting_as(world.prosecutor), pytest.raises(NotHere):
        get_chart(world.prosecutor, net.case, chart.pk)
    reader = replace(net.other, role_key="officer")
    with pytest.raises(Refused):
        again(reader, net, chart, Content(spots(net.b)), version=1)
    assert browser_of(world.prosecutor).get(chart.get_absolute_url()).status_code == 404


def test_a_chart_is_taken_away_and_its_versions_stay(net: Net) -> None:
    chart = kept(net.lead, net, Content(spots(net.a)))
    with acting_as(net.other):
        remove_chart(by=net.other, case_id=net.case.pk, chart_id=chart.pk, version=1)
        assert not charts_of(net.other, net.case).exists()
        assert versions_of(net.other, chart).count() == 1


def test_a_page_saves_and_opens_it_again(net: Net) -> None:
    browser = browser_of(net.other)
    content = {"nodes": [{"id": str(net.a), "x": 1, "y": 2}], "layout": "grid"}
    body = {"name": "Phones", "content": json.dumps(content), "once": str(uuid4())}
    url = reverse("investigation:chart_save", args=[net.case.pk])
    answer = browser.post(url, json.dumps(body), "application/json")
    assert answer.status_code == 200
    page = browser.get(answer.json()["url"])
    assert "Phones" in page.content.decode()
    listed = browser.get(reverse("investigation:analysis", args=[net.case.pk])).content.decode()
    assert "Phones" in listed


WRONG = [
    {"nodes": [{"id": "x", "x": 0, "y": 0}]},
    {"nodes": [{"id": str(UUID(int=1)), "x": "1e400", "y": 0}]},
    {"nodes": [{"id": str(UUID(int=1)), "x": 0, "y": 0, "parent": "g1"}]},
    {"nodes": [{"id": str(UUID(int=1)), "x": 0, "y": 0}] * 2},
    {"nodes": [], "layout": "spiral"},
    {"nodes": [], "filters": {"since": "yesterday"}},
    {"nodes": [], "filters": {"only": {"hour": ["24"]}}},
    {"nodes": [], "filters": {"only": {"colour": ["red"]}}},
    {"nodes": [], "filters": {"only": ["hour"]}},
    {"nodes": [], "groups": [{"id": "g1", "name": "a\x00"}]},
    {"nodes": None},
    [],
]


@pytest.mark.parametrize("data", WRONG, ids=str)
def test_what_is_no_chart_is_refused(data: object) -> None:
    with pytest.raises(Invalid):
        read_content(json.dumps(data))


def test_too_many_are_refused() -> None:
    nodes = [{"id": str(uuid4()), "x": 0, "y": 0} for _ in range(MOST_NODES + 1)]
    with pytest.raises(Invalid):
        read_content(json.dumps({"nodes": nodes}))


def test_a_chart_comes_back_as_it_was() -> None:
    content = Content(
        spots(UUID(int=1), UUID(int=2), parent="g1"),
        (Box("g1", "Group"),),
        (str(UUID(int=2)),),
        Filters(links=("Call",), source="B", since="2026-05-01", only={"hour": ("9", "none")}),
        "time",
    )
    assert content_of(json.loads(json.dumps(content.plain()))) == content


def test_what_was_merged_stands_once_where_the_first_stood() -> None:
    a, b, c = (str(UUID(int=n)) for n in (1, 2, 3))
    content = Content(spots(UUID(int=1), UUID(int=2)), hidden=(b,)).merged({a: c, b: c})
    assert [(spot.id, spot.x) for spot in content.nodes] == [(c, 0.0)]
    assert content.hidden == (c,)
