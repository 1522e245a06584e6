"""Counts of people that may be given out: small ones hidden, and what would give them away."""

from punte.algorithms.release.suppression import Counts, Hidden, hide, hide_line, small

__all__ = ["Counts", "Hidden", "hide", "hide_line", "small"]
