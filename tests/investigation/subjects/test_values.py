"""Values as people read them."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from punte.investigation.subjects.values import in_words


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("date", "1981-03-04", "4 Mar 1981"),
        ("date", "1981", "1981"),
        ("date", "soon", "soon"),
        ("moment", "2026-01-03T17:20:05+00:00", "3 Jan 2026, 19:20:05"),
        ("moment", "9999-12-31T23:59:59+00:00", "9999-12-31T23:59:59+00:00"),
        ("name", "1981-03-04", "1981-03-04"),
    ],
)
def test_days_and_moments_are_told_in_words(kind: str, value: str, words: str) -> None:
    with override("en"):
        assert in_words(kind, value) == words


def test_a_day_follows_the_language() -> None:
    with override("uk"):
        assert in_words("date", "1981-03-04") == "4 бер 1981"
