"""Recordings: what a file is, its waveform, where somebody speaks, and when it was."""

from punte.algorithms.audio.bext import Bext
from punte.algorithms.audio.blocks import Ask, Read, Sound
from punte.algorithms.audio.clock import Clock, Reading, start_from_name
from punte.algorithms.audio.copies import TOOL as DECODER
from punte.algorithms.audio.copies import working_copy
from punte.algorithms.audio.errors import AudioError, Finding, Reason
from punte.algorithms.audio.facts import Coding, Facts, Form, Raw, Window, read_facts
from punte.algorithms.audio.jobs import do, prepare
from punte.algorithms.audio.kept import kept_facts, read_again
from punte.algorithms.audio.peaks import Peaks, peaks
from punte.algorithms.audio.playing import Played
from punte.algorithms.audio.resample import Resampler
from punte.algorithms.audio.speech import TOOL as LISTENER
from punte.algorithms.audio.speech import Region, mono, regions, speech

__all__ = [
    "DECODER",
    "LISTENER",
    "Ask",
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
    "Read",
    "Reading",
    "Reason",
    "Region",
    "Resampler",
    "Sound",
    "Window",
    "do",
    "kept_facts",
    "mono",
    "peaks",
    "prepare",
    "read_again",
    "read_facts",
    "regions",
    "speech",
    "start_from_name",
    "working_copy",
]
