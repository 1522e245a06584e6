"""What the room's entries are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

READINGS = {
    "recording.listen": _("Recording listened to"),
    "recording.export": _("Part of a recording, or its transcript, taken out"),
}
WRITINGS = {
    "intake.look": _("Folder of a recorder looked at"),
    "intake.take": _("Folder of a recorder taken in"),
    "intake.drop": _("Folder of a recorder not taken in"),
    "recording.look_through": _("Recording looked through by the worker"),
    "recording.mark": _("Mark set in a recording"),
    "recording.withdraw_mark": _("Mark in a recording taken back"),
    "recording.transcribe": _("Transcript of a recording saved"),
    "recording.certify": _("Transcript of a recording certified"),
    "recording.check": _("Transcript of a recording checked by a second person"),
    "recording.ask_program": _("A program was asked to write down a recording"),
    "recording.program_wrote": _("A program wrote down a recording"),
    "recording.program_failed": _("A program could not write down a recording"),
    "recording.copy": _("Working copy of a recording made"),
    "recording.seal": _("Recording sealed as privileged"),
}
