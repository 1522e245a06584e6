"""What is hidden in tables of counts, and that no line gives it away."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from punte.algorithms.release import Counts, Hidden, hide, hide_line, small
from punte.algorithms.release.suppression import TOGETHER

COUNTS = arrays(
    np.int64, array_shapes(min_dims=3, max_dims=3, max_side=6), elements=st.integers(0, 30)
)


def shown_sums(counts: Counts) -> tuple[Hidden, Hidden]:
    rows, columns = counts.sum(axis=2), counts.sum(axis=1)
    return hide_line(rows, small(rows.sum(axis=1))), hide_line(columns, small(columns.sum(axis=1)))


def test_a_sole_small_value_hides_the_smallest_neighbour() -> None:
    counts = np.array([[3, 8, 11]])
    assert hide_line(counts, np.array([False])).tolist() == [[True, True, False]]


def test_two_that_make_few_hide_a_third() -> None:
    counts = np.array([[2, 3, 40, 50]])
    assert hide_line(counts, np.array([False])).tolist() == [[True, True, True, False]]


def test_zero_is_shown_unless_nothing_else_can_hide() -> None:
    assert hide_line(np.array([[0, 7, 9]]), np.array([False])).tolist() == [[False, False, False]]
    assert hide_line(np.array([[0, 3]]), np.array([False])).tolist() == [[True, True]]


def test_a_hidden_sum_is_not_the_sum_of_what_is_shown() -> None:
    assert hide_line(np.array([[6, 7]]), np.array([True])).tolist() == [[True, False]]


def test_a_table_is_closed_in_both_directions() -> None:
    counts = np.array([[[3, 9, 9], [9, 20, 30], [9, 30, 40]]])
    none = np.zeros((1, 3), dtype=bool)
    hidden = hide(counts, none, none)[0]
    assert hidden[0, 0]
    assert set(hidden.sum(axis=0)) | set(hidden.sum(axis=1)) <= {0, 2, 3}


def test_a_place_of_nobody_hides_nothing() -> None:
    counts = np.array([[[3, 0], [8, 9]]])
    none = np.zeros((1, 2), dtype=bool)
    assert not hide(counts, none, none)[0, 0, 1]


@given(COUNTS)
def test_no_line_gives_a_value_away(counts: Counts) -> None:
    rows, columns = shown_sums(counts)
    hidden = hide(counts, rows, columns)
    assert (hidden >= small(counts)).all()
    there = np.broadcast_to(counts.any(axis=0), counts.shape)
    for axis, sums in ((2, rows), (1, columns)):
        several = hidden.sum(axis=axis)
        together = np.where(hidden, counts, 0).sum(axis=axis)
        full = (hidden | ~there).all(axis=axis)
        safe = np.where(
            sums, several > 0, (several == 0) | ((several > 1) & (together >= TOGETHER))
        )
        assert (safe | full).all()


@given(COUNTS)
def test_what_is_given_is_left_as_it_was(counts: Counts) -> None:
    before = counts.copy()
    hide(counts, *shown_sums(counts))
    assert (counts == before).all()
