"""What other rooms may use of course: who is pursued, and what is ahead in court."""

from __future__ import annotations

from punte.investigation.course.models import Accused, Hearing, Judgment, VictimRole
from punte.investigation.course.queries.course import course_of, hearings_ahead
from punte.investigation.course.words import State

__all__ = [
    "Accused",
    "Hearing",
    "Judgment",
    "State",
    "VictimRole",
    "course_of",
    "hearings_ahead",
]
