"""What other rooms may use of recordings.

`recordings_of` and `get_recording` read, from what the viewer may see; `newest_transcript` gives
what is said in one, `transcript_text` the same as plain text with its times. A recording that is
not `playable` is sealed: say that it exists, and nothing of what is in it.
"""

from __future__ import annotations

from punte.investigation.recordings.models import Recording, Transcript
from punte.investigation.recordings.printing import transcript_text
from punte.investigation.recordings.queries import get_recording, newest_transcript, recordings_of

__all__ = [
    "Recording",
    "Transcript",
    "get_recording",
    "newest_transcript",
    "recordings_of",
    "transcript_text",
]
