"""What the page of a recording shows of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from csp.constants import NONCE, SELF
from csp.decorators import csp_update
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from punte.algorithms.audio import Finding
from punte.core.access.door import Viewer
from punte.investigation.recordings.models import Analysis, Recording
from punte.investigation.recordings.queries import own_heard
from punte.investigation.recordings.rules import clock_text, union
from punte.investigation.recordings.words import ODD, WHY, Progress

V = TypeVar("V", bound=Callable[..., Any])
_PLAYS: Any = csp_update({"media-src": [SELF], "style-src": [NONCE]})


def plays(view: V) -> V:
    """A page with the player: it sounds, and wavesurfer writes styles with the page's nonce."""
    decorated: V = _PLAYS(view)
    return decorated


SPEEDS = ("0.5", "0.75", "1", "1.25", "1.5", "2", "2.5", "3")


def facts_shown(row: Recording) -> list[dict[str, Any]]:
    """Facts as `{% facts %}` takes them: when, what, from where, what is odd."""
    facts = row.facts or {}
    pairs: list[tuple[str, Any]] = [
        (_("File"), row.name),
        (_("Began"), _moment(row.start)),
        (_("By the recorder's clock"), _moment(row.shown_at)),
        (_("Its time"), row.get_clocked_display()),
        (_("Length"), clock_text(row.seconds or 0)),
        (_("Recorder"), row.intake.device),
        (_("SHA-256"), row.sha256),
    ]
    if facts:
        kind = f"{str(facts['form']).upper()} · {facts['coding']} · {facts['rate']} Hz"
        pairs.append((_("What it is"), f"{kind} · {facts['channels']}"))
        pairs += [(_("Worth knowing"), ODD[found]) for found in facts["findings"]]
        pairs += _told_by_recorder(facts)
    if row.basis:
        pairs.append((_("Rests on"), f"{row.get_basis_display()}: {row.intake.basis_text}"))
    return [{"label": label, "value": value} for label, value in pairs if value]


def _told_by_recorder(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    bext = facts.get("bext") or {}
    told = [
        (_("Description"), bext.get("description")),
        (_("Originator"), bext.get("originator")),
        (_("Reference"), bext.get("reference")),
        (_("Coding history"), bext.get("coding_history")),
    ]
    return [*told, *((name, text) for name, text in facts.get("texts", {}).items())]


def _moment(when: Any) -> str:
    if not when:
        return ""
    there = timezone.localtime(when)
    return f"{date_format(there, 'DATE_FORMAT')}, {there:%H:%M:%S %Z}"


def player(viewer: Viewer, row: Recording) -> dict[str, Any]:
    """What the player needs to know, for a `json_script`; state tells whether it can play yet."""
    found = Analysis.objects.filter(recording=row).first()
    ready = found is not None and found.state == Progress.DONE
    where = [row.case_id, row.pk]
    rate = row.facts["rate"]
    return {
        "ready": ready,
        "fault": _fault(found),
        "cut": _cut(row, found) if found and ready else "",
        "seconds": found.frames / rate if found and ready else row.seconds or 0,
        "speech": clock_text(found.speech_seconds) if found and ready else "",
        "channels": row.facts["channels"],
        "speeds": SPEEDS,
        "data": {
            "seconds": found.frames / rate if found and ready else 0,
            "regions": found.regions if found and ready else [],
            "heard": union(own_heard(viewer, row)),
            "zone": timezone.get_current_timezone_name(),
            "start": row.start.timestamp() if row.start else None,
            "waveform": reverse("investigation:recording_waveform", args=where),
            "listen": reverse("investigation:recording_listen", args=where),
        },
    }


def _cut(row: Recording, found: Analysis) -> str:
    """Says so where the sound ends before the file does: it is damaged within."""
    decoded, promised = found.frames / row.facts["rate"], row.seconds or 0
    if decoded >= 0.98 * promised - 1 or Finding.ESTIMATED in row.facts["findings"]:
        return ""
    return _(
        "Only %(part)s of %(whole)s could be decoded: behind that the file is cut or damaged. "
        "The original is kept as it is."
    ) % {"part": clock_text(decoded), "whole": clock_text(promised)}


def _fault(found: Analysis | None) -> str:
    if found is None or found.state != Progress.FAILED:
        return ""
    return str(WHY.get(found.fault, _("It could not be read.")))
