"""Addresses of recordings."""

from __future__ import annotations

from django.urls import path

from punte.investigation.recordings.views import copies, intake, pages, sound, transcripts

CASE = "cases/<uuid:case_id>/recordings/"
ONE = CASE + "<uuid:recording_id>/"
urlpatterns = [
    path(CASE, pages.recordings, name="recordings"),
    path(CASE + "bring/", intake.bring, name="intake_new"),
    path(CASE + "intakes/<uuid:intake_id>/", intake.look, name="intake"),
    path(CASE + "intakes/<uuid:intake_id>/decide/", intake.decide, name="intake_decide"),
    path(ONE, pages.recording, name="recording"),
    path(ONE + "waveform/", sound.waveform, name="recording_waveform"),
    path(ONE + "listen/", sound.listen, name="recording_listen"),
    path(ONE + "sound/<uuid:listening_id>/", sound.play, name="recording_sound"),
    path(ONE + "heard/<uuid:listening_id>/", sound.heard, name="recording_heard"),
    path(ONE + "marks/", sound.mark, name="recording_mark"),
    path(ONE + "marks/<uuid:mark_id>/withdraw/", sound.unmark, name="recording_unmark"),
    path(ONE + "listens/", pages.listens, name="recording_listens"),
    path(ONE + "copies/new/", copies.copy, name="recording_copy"),
    path(ONE + "seal/", pages.seal, name="recording_seal"),
    path(ONE + "transcript/", transcripts.transcript, name="transcript"),
    path(ONE + "transcript/program/", transcripts.program, name="transcript_program"),
    path(
        ONE + "transcript/<int:version>/certify/", transcripts.certified, name="transcript_certify"
    ),
    path(ONE + "transcript/<int:version>/check/", transcripts.checked, name="transcript_check"),
    path(ONE + "transcript/<int:version>/text/", transcripts.text, name="transcript_text"),
    path(ONE + "transcript/<int:version>/pdf/", transcripts.pdf, name="transcript_pdf"),
]
