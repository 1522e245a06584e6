"""Counts are of a country, and small ones are hidden."""

from __future__ import annotations

import numpy as np
import pytest

from punte.core.access.door import acting_as
from punte.core.errors import Invalid, Refused
from punte.investigation.course import counting
from punte.investigation.course.counting import counts
from punte.investigation.course.words import Finding
from tests.investigation.course.making import (
    judged_of,
    make_final_of,
    scene_of,
    sent_of,
    suspect_of,
)
from tests.support.worlds import World, viewer


def test_the_database_counts_each_step_and_the_page_hides_few(world: World) -> None:
    scene = scene_of(world)
    charge = sent_of(scene, suspect_of(scene))
    suspect_of(scene, "Second Exemplescu")
    make_final_of(scene, judged_of(scene, charge, Finding.CONVICTED))
    with acting_as(scene.prosecutor) as by:
        rows = {row[3]: row[2:] for row in counting._ask(by, 2000)}
        assert rows["investigated"] == (True, "investigated", 0, 2)
        assert rows["convicted"] == (True, "convicted", 1, 1)
        assert counts(by).total.accused == [None] * 4
    stranger = viewer(world.ngo, "caseworker")
    with acting_as(stranger) as by, pytest.raises(Refused):
        counts(by)


def test_another_country_learns_nothing(world: World) -> None:
    scene = scene_of(world)
    suspect_of(scene)
    with acting_as(world.foreign_coordinator) as by:
        assert counting._ask(scene.prosecutor, 2000) == []
        assert by.jurisdiction != scene.case.jurisdiction


def test_values_of_five_and_more_are_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(2026, 1, True, "charged", 7, 9), (2025, 1, False, "charged", 2, 30)]
    monkeypatch.setattr(counting, "_ask", lambda _viewer, _first: rows)
    by = viewer(world.prosecution, "prosecutor")
    sheet = counts(by, by="group", span=3)
    shown = {line.label: (line.cases[1], line.accused[1]) for line in sheet.lines}
    assert shown["Trafficking in human beings"] == (None, 9), "7 would give the 2 away"
    assert shown["Other offences"] == (None, 30)
    assert sheet.total.cases[1] == 9
    assert np.sum([n or 0 for n in sheet.total.accused]) == 39


def test_an_unknown_cut_is_refused(world: World) -> None:
    by = viewer(world.prosecution, "prosecutor")
    with pytest.raises(Invalid):
        counts(by, by="name")
