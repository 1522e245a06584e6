"""Quiet hours hold back what may wait, and never longer than they last."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.core.notices.rules import Quiet, is_away, is_quiet, mail_at

ZONE = "Europe/Chisinau"
NIGHT = Quiet(time(20), time(7), weekend=True, zone=ZONE)
quiets = st.builds(
    Quiet,
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.booleans(),
    st.sampled_from([ZONE, "Europe/Bucharest", "UTC"]),
)
moments = st.integers(1_600_000_000, 2_000_000_000).map(lambda at: datetime.fromtimestamp(at, UTC))


@given(moments, quiets)
def test_what_waits_goes_when_quiet_ends_and_not_before(moment: datetime, quiet: Quiet) -> None:
    sent = mail_at(moment, quiet, urgent=False)
    assert sent >= moment
    assert sent - moment <= timedelta(days=4)
    assert (sent == moment) == (not is_quiet(moment, quiet))
    whole_day = quiet.start == quiet.end
    if whole_day and not quiet.weekend:
        assert sent == moment
    assert not is_quiet(sent, quiet)


@given(moments, quiets)
def test_what_is_urgent_never_waits(moment: datetime, quiet: Quiet) -> None:
    assert mail_at(moment, quiet, urgent=True) == moment


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2026, 11, 18, 12, tzinfo=UTC), datetime(2026, 11, 18, 12, tzinfo=UTC)),
        (datetime(2026, 11, 18, 19, tzinfo=UTC), datetime(2026, 11, 19, 5, tzinfo=UTC)),
        (datetime(2026, 11, 20, 22, tzinfo=UTC), datetime(2026, 11, 23, 5, tzinfo=UTC)),
    ],
)
def test_a_night_and_a_weekend_in_chisinau(moment: datetime, sent: datetime) -> None:
    assert mail_at(moment, NIGHT, urgent=False) == sent


def test_an_absence_holds_on_its_first_and_last_day() -> None:
    since, until = date(2026, 11, 2), date(2026, 11, 4)
    days = [date(2026, 11, day) for day in range(1, 6)]
    assert [is_away(day, since, until) for day in days] == [False, True, True, True, False]
    assert not is_away(days[0], None, until)
