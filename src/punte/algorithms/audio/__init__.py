"""Recordings: what a file is, its waveform, where somebody speaks, and when it was."""

from punte.algorithms.audio.bext import Bext
from punte.algorithms.audio.blocks import Sound
from punte.algorithms.audio.clock import Clock, Reading, start_from_name
from punte.algorithms.audio.copies import TOOL as DECODER
from punte.algorithms.audio.copies import working_copy
from punte.algorithms.audio.errors import AudioError, Finding, Reason
from punte.algorithms.audio.facts import Coding, Facts, Form, Raw, Window, read_facts
from punte.algorithms.audio.peaks import Peaks, peaks
from punte.algorithms.audio.playing import Played
from punte.algorithms.audio.resample import Resampler
from punte.algorithms.audio.speech import TOOL as LISTENER
from punte.algorithms.audio.speech import Region, mono, regions, speech

__all__ = [
    "DECODER",
    "LISTENER",
    "AudioError",
    "Bext",
    "Clock",
    "Coding",
    "Facts",
    "Finding",
    "Form",
    "Peaks",
    "Played",
    "Raw",
    "Reading",
    "Reason",
    "Region",
    "Resampler",
    "Sound",
    "Window",
    "mono",
    "peaks",
    "read_facts",
    "regions",
    "speech",
    "start_from_name",
    "working_copy",
]
