"""What other rooms may use of the ledger."""

from punte.core.ledger.actions import Actor, record, record_each
from punte.core.ledger.checks import start_check
from punte.core.ledger.erasures import erase_payload
from punte.core.ledger.findings import Finding, Report
from punte.core.ledger.keys import log_key, sign_text
from punte.core.ledger.labels import FIELDS, KIND_NAMES, LABELS, Label, label_of, register
from punte.core.ledger.models import Check, Checkpoint, Entry, Stamp
from punte.core.ledger.months import make_months
from punte.core.ledger.queries import (
    Filters,
    check_of,
    consistency_proof,
    entries,
    entries_after,
    entry_of,
    head_of_size,
    inclusion_proof,
    newest_check,
    newest_checkpoint,
    place_of,
    readings_of,
    waiting_count,
)
from punte.core.ledger.sequencer import sequence_pending
from punte.core.ledger.stamping import (
    StampError,
    authority_certificates,
    check_stamp,
    first_stamp_over,
    newest_stamp,
)
from punte.core.ledger.verifier import verify

__all__ = [
    "FIELDS",
    "KIND_NAMES",
    "LABELS",
    "Actor",
    "Check",
    "Checkpoint",
    "Entry",
    "Filters",
    "Finding",
    "Label",
    "Report",
    "Stamp",
    "StampError",
    "authority_certificates",
    "check_of",
    "check_stamp",
    "consistency_proof",
    "entries",
    "entries_after",
    "entry_of",
    "erase_payload",
    "first_stamp_over",
    "head_of_size",
    "inclusion_proof",
    "label_of",
    "log_key",
    "make_months",
    "newest_check",
    "newest_checkpoint",
    "newest_stamp",
    "place_of",
    "readings_of",
    "record",
    "record_each",
    "register",
    "sequence_pending",
    "sign_text",
    "start_check",
    "verify",
    "waiting_count",
]
