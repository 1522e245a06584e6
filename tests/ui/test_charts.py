"""Chart geometry, checked by hand."""

import math
from itertools import pairwise

import pytest

from punte.ui.charts import make_bars, make_series, round_top


def test_bars_scale_to_the_largest() -> None:
    bars = make_bars([("a", 200), ("b", 50), ("c", 0)])
    assert [(bar.share, bar.top) for bar in bars] == [(100, 0), (25, 75), (0, 100)]


def test_a_hidden_value_is_not_zero() -> None:
    hidden = make_bars([("a", 4), ("b", None)])[1]
    assert hidden.share is None
    assert hidden.value is None


def test_all_zero_and_no_bars_do_not_divide_by_zero() -> None:
    assert [bar.share for bar in make_bars([("a", 0)])] == [0]
    assert make_bars([]) == []


@pytest.mark.parametrize("bad", [-1, math.nan, math.inf])
def test_impossible_values_are_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="finite values"):
        make_bars([("a", bad)])
    with pytest.raises(ValueError, match="finite values"):
        make_series(["x"], [("a", [bad])])


@pytest.mark.parametrize(
    ("value", "top"),
    [(0, 1), (1, 1), (3, 4), (52, 60), (61, 80), (100, 100), (412, 600), (0.3, 0.4)],
)
def test_the_axis_ends_at_a_round_number(value: float, top: float) -> None:
    assert round_top(value) == pytest.approx(top)


def test_a_line_breaks_where_a_value_is_hidden() -> None:
    chart = make_series(["1", "2", "3", "4", "5"], [("a", [10, 20, None, 40, None])])
    line = chart.lines[0]
    assert line.runs == ["10.0,75.0 30.0,50.0"]
    assert line.dots == [(70.0, 0.0)]
    assert chart.rows[2] == ("3", [None])


def test_names_of_lines_do_not_lie_on_each_other() -> None:
    chart = make_series(["1", "2"], [("a", [1, 4]), ("b", [1, 4]), ("c", [0, 3.9])])
    places = [end.y for end in chart.ends]
    assert all(later - earlier >= 9 for earlier, later in pairwise(places))


def test_ticks_are_thinned_and_series_must_fit() -> None:
    chart = make_series([str(n) for n in range(60)], [("a", [1] * 60)])
    assert len(chart.x_ticks) == 8
    with pytest.raises(ValueError, match="one value for each label"):
        make_series(["1"], [("a", [1, 2])])
