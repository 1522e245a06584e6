"""What other rooms may use of recordings.

`recordings_of` and `get_recording` read, from what the viewer may see; `newest_transcript` gives
what is said in one, `transcript_text` the same as plain text with its times. A recording that is
not `playable` is sealed: say that it exists, and nothing of what is in it. `plan_intake` and
`take_intake` bring a folder in; `begin_listening`, `note_heard`, `add_mark`, `save_transcript`,
`certify` and `check` are what listeners do.
"""

from __future__ import annotations

from punte.investigation.recordings.actions.listening import begin_listening, note_heard
from punte.investigation.recordings.actions.marking import add_mark
from punte.investigation.recordings.actions.planning import Ground, Upload, plan_intake
from punte.investigation.recordings.actions.taking import take_intake
from punte.investigation.recordings.actions.transcribing import (
    Segment,
    certify,
    check,
    save_transcript,
)
from punte.investigation.recordings.models import Recording, Transcript
from punte.investigation.recordings.printing import transcript_text
from punte.investigation.recordings.queries import get_recording, newest_transcript, recordings_of
from punte.investigation.recordings.rules import Stretch

__all__ = [
    "Ground",
    "Recording",
    "Segment",
    "Stretch",
    "Transcript",
    "Upload",
    "add_mark",
    "begin_listening",
    "certify",
    "check",
    "get_recording",
    "newest_transcript",
    "note_heard",
    "plan_intake",
    "recordings_of",
    "save_transcript",
    "take_intake",
    "transcript_text",
]
