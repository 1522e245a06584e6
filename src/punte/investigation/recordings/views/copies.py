"""A working copy of a part: asked for on one page, kept in the exhibit."""

from __future__ import annotations

from math import isfinite
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.investigation.cases.door import get_case
from punte.investigation.evidence.door import EvidenceFile
from punte.investigation.recordings.actions.copying import make_copy
from punte.investigation.recordings.actions.listening import decoded_seconds
from punte.investigation.recordings.forms import CopyForm
from punte.investigation.recordings.queries import get_recording, playable
from punte.investigation.recordings.rules import clock_text
from punte.ui.acts import act_page


@requires(Permission.LISTEN)
def copy(request: ViewerRequest, case_id: UUID, recording_id: UUID) -> HttpResponseBase:
    """From and to come from what is selected in the player; without them it is the whole."""
    viewer = request.viewer
    viewer.require(Permission.KEEP_EVIDENCE)
    recording = playable(get_recording(viewer, case_id, recording_id))
    get_case(viewer, case_id)
    length = decoded_seconds(recording) or recording.seconds or 0.0
    start = _place(request.GET.get("from", ""), length, 0.0)
    end = _place(request.GET.get("to", ""), length, length)
    form = CopyForm(
        request.POST or None,
        channels=recording.facts["channels"],
        initial={"start": clock_text(start), "end": clock_text(end)},
    )

    def act(_values: dict[str, Any]) -> EvidenceFile:
        return make_copy(by=viewer, case_id=case_id, recording_id=recording_id, cut=form.cut())

    return act_page(
        request,
        form,
        act=act,
        back=recording.get_absolute_url(),
        title=_("Make a working copy"),
        done=_("The working copy is kept in the exhibit, with its digests."),
        lead=_("%(recording)s stays as it is. The copy is FLAC; program, version and settings "
               "are kept beside it.") % {"recording": recording},
        submit=_("Make the copy"),
    )  # fmt: skip


def _place(text: str, length: float, otherwise: float) -> float:
    """Seconds of an address, within the recording."""
    try:
        found = float(text)
    except ValueError:
        return otherwise
    return min(max(0.0, found), length) if isfinite(found) else otherwise
