"""Facts as plain values: kept beside a recording, and said to the process that decodes it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from punte.algorithms.audio.bext import Bext
from punte.algorithms.audio.errors import Finding
from punte.algorithms.audio.facts import Coding, Facts, Form, Window


def kept_facts(facts: Facts) -> dict[str, Any]:
    """Return facts as plain values for keeping."""
    held = asdict(facts)
    held["start"] = facts.start.isoformat() if facts.start else None
    held["findings"] = [str(finding) for finding in facts.findings]
    return held


def read_again(held: dict[str, Any]) -> Facts:
    """Return kept facts as facts."""
    window = dict(held["window"])
    block = window.pop("block")
    return Facts(
        **held
        | {
            "form": Form(held["form"]),
            "coding": Coding(held["coding"]),
            "window": Window(**window, block=(block[0], block[1]) if block else None),
            "findings": tuple(Finding(found) for found in held["findings"]),
            "bext": Bext(**held["bext"]) if held["bext"] else None,
            "start": datetime.fromisoformat(held["start"]) if held["start"] else None,
            "cues": tuple((place, label) for place, label in held["cues"]),
        }
    )
