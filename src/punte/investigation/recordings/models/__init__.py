from punte.investigation.recordings.models.intake import Intake, IntakeFile
from punte.investigation.recordings.models.recording import Analysis, Recording
from punte.investigation.recordings.models.work import Heard, Listening, Mark, Transcript

__all__ = [
    "Analysis",
    "Heard",
    "Intake",
    "IntakeFile",
    "Listening",
    "Mark",
    "Recording",
    "Transcript",
]
