"""Due times in words and tones."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from punte.ui.clocks import SAMPLES, read_clock, word_samples

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "tone", "words"),
    [
        (timedelta(days=5), "far", "5 days left"),
        (timedelta(hours=48, seconds=1), "far", "2 days left"),
        (timedelta(hours=48), "near", "2 days left"),
        (timedelta(hours=35, minutes=59), "near", "35 hours left"),
        (timedelta(hours=1), "near", "1 hour left"),
        (timedelta(minutes=59, seconds=59), "near", "59 minutes left"),
        (timedelta(0), "near", "0 minutes left"),
        (timedelta(seconds=-1), "late", "0 minutes late"),
        (timedelta(minutes=-1), "late", "1 minute late"),
        (timedelta(hours=-2), "late", "2 hours late"),
        (timedelta(days=-3), "late", "3 days late"),
    ],
)
def test_a_clock_says_how_far(left: timedelta, tone: str, words: str) -> None:
    clock = read_clock(NOW + left, now=NOW)
    assert (clock.tone, clock.words) == (tone, words)


def test_a_plain_date_lasts_until_the_end_of_its_day() -> None:
    with timezone.override("Europe/Chisinau"):
        clock = read_clock(date(2026, 11, 21), now=NOW)
    assert clock.due.isoformat() == "2026-11-21T23:59:59+02:00"
    assert clock.tone == "near"


def test_near_can_be_set_by_the_measure() -> None:
    assert read_clock(NOW + timedelta(days=5), now=NOW, near=timedelta(days=7)).tone == "near"


def test_the_script_gets_a_sentence_for_every_unit_and_sample() -> None:
    words = word_samples()
    assert set(words) == {
        f"{s}-{u}" for s in ("left", "late") for u in ("days", "hours", "minutes")
    }
    assert words["left-days"]["1"] == "1 day left"
    assert all(set(one) == {str(n) for n in SAMPLES} for one in words.values())
