"""What other rooms may use of evidence.

`take_exhibit` makes an exhibit with its files, each an `Incoming` stream: it is kept whole with
both digests, or nothing is. `add_file` brings one more, `FileKind.COPY` with `of`, tool, version
and parameters for what was made from another. `open_evidence` gives a file out, streamed, with
its entry in the ledger, and never its last bytes unless all are what was taken in.
`saying_the_same` names kept files of one content and all that was made from them; when other
rooms destroyed such, `note_destroyed` is told. `exhibits_of`, `get_exhibit`, `files_of`,
`get_file` and `chain_of` read, from what the viewer may see; `said_by`
is all that a step of custody says, `digest_of` its hash as the ledger holds it. `check_one` reads
a file against its digests, as the worker; `fault_words` says what it found instead. `described`
makes things of a CASE document. `open_store`, `offer_exhibit` and `accept_exhibit` are the way of
an exhibit into a keeper's hands.
"""

from __future__ import annotations

from punte.investigation.evidence.actions.custody import accept_exhibit, offer_exhibit
from punte.investigation.evidence.actions.files import Incoming, add_file, open_evidence
from punte.investigation.evidence.actions.steps import When, digest_of, said_by
from punte.investigation.evidence.actions.stores import Place, open_store
from punte.investigation.evidence.actions.taking import Finding, take_exhibit
from punte.investigation.evidence.checking import check_one, note_destroyed
from punte.investigation.evidence.described import described
from punte.investigation.evidence.models import Custody, EvidenceFile, Exhibit, Store
from punte.investigation.evidence.queries.exhibits import (
    chain_of,
    exhibits_of,
    get_exhibit,
    waiting_for,
)
from punte.investigation.evidence.queries.files import (
    files_of,
    get_file,
    is_gone,
    register_orders,
    register_packer,
    saying_the_same,
    shut_to,
)
from punte.investigation.evidence.words import (
    Category,
    ClockSource,
    FileKind,
    State,
    Step,
    fault_words,
)

__all__ = [
    "Category",
    "ClockSource",
    "Custody",
    "EvidenceFile",
    "Exhibit",
    "FileKind",
    "Finding",
    "Incoming",
    "Place",
    "State",
    "Step",
    "Store",
    "When",
    "accept_exhibit",
    "add_file",
    "chain_of",
    "check_one",
    "described",
    "digest_of",
    "exhibits_of",
    "fault_words",
    "files_of",
    "get_exhibit",
    "get_file",
    "is_gone",
    "note_destroyed",
    "offer_exhibit",
    "open_evidence",
    "open_store",
    "register_orders",
    "register_packer",
    "said_by",
    "saying_the_same",
    "shut_to",
    "take_exhibit",
    "waiting_for",
]
