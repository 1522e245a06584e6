"""Recordings: what a file is, its waveform, where somebody speaks, and when it was."""

from punte.algorithms.audio.bext import Bext
from punte.algorithms.audio.blocks import Sound
from punte.algorithms.audio.clock import Clock, Reading, start_from_name
from punte.algorithms.audio.copies import browser_plays, working_copy
from punte.algorithms.audio.errors import AudioError, Finding, Reason
from punte.algorithms.audio.facts import Coding, Facts, Form, Raw, Window, read_facts
from punte.algorithms.audio.peaks import Peaks, peaks
from punte.algorithms.audio.speech import Region, regions, speech

__all__ = [
    "AudioError",
    "Bext",
    "Clock",
    "Coding",
    "Facts",
    "Finding",
    "Form",
    "Peaks",
    "Raw",
    "Reading",
    "Reason",
    "Region",
    "Sound",
    "Window",
    "browser_plays",
    "peaks",
    "read_facts",
    "regions",
    "speech",
    "start_from_name",
    "working_copy",
]
