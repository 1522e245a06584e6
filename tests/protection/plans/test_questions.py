"""The sets of questions as data."""

from __future__ import annotations

import pytest

from punte.core.access.door import DataClass
from punte.core.errors import NotHere
from punte.protection.plans.models.words import Area
from punte.protection.plans.question_messages import MESSAGES
from punte.protection.plans.questions import all_sets, newest_set, set_of


def test_every_text_of_every_set_can_be_translated() -> None:
    texts = {text for found in all_sets().values() for text in found.texts}
    assert texts == set(MESSAGES)


@pytest.mark.parametrize("version", sorted(all_sets()))
def test_areas_are_those_of_goals_and_keys_are_unique(version: int) -> None:
    found = set_of(version)
    assert found.version == version
    assert [area.key for area in found.areas] == Area.values
    for part in (*found.areas,):
        keys = [need.key for need in part.needs]
        assert len(keys) == len(set(keys))
        assert all(len(f"{part.key}-{key}") < 60 for key in keys)


def test_health_is_medical_and_papers_are_legal() -> None:
    classes = {area.key: area.data_class for area in newest_set().areas}
    assert classes["health"] == classes["psychological"] == DataClass.MEDICAL
    assert classes["legal"] == DataClass.LEGAL


def test_a_version_that_there_is_not() -> None:
    with pytest.raises(NotHere):
        set_of(99)
