"""Why files close: codes of the program and of the office, in the office's own words and order."""

from __future__ import annotations

from punte.protection.assistance.models.words import CloseReason
from punte.protection.configuration.door import choices, labels_of

LIST = "closing_reason"
BY_PROGRAM = CloseReason.TRANSFERRED


def closing_reasons() -> list[tuple[str, str]]:
    """What one may choose today; a hand-over closes a file by itself and is never chosen."""
    return [pair for pair in choices(LIST) if pair[0] != BY_PROGRAM]


def closing_words() -> dict[str, str]:
    """The words of every reason, retired ones too."""
    return {**labels_of(LIST), BY_PROGRAM.value: str(BY_PROGRAM.label)}
