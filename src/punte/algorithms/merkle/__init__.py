"""A Merkle tree log after RFC 6962 and RFC 9162, with the text formats of C2SP.

In memory, incrementally over stored nodes, and as signed files that verify offline.
"""

from punte.algorithms.merkle.audit import Difference, Head, first_difference
from punte.algorithms.merkle.checkpoint import (
    Checkpoint,
    TlogProof,
    open_checkpoint,
    parse_checkpoint,
    parse_proof,
    verify_proof,
    write_proof,
)
from punte.algorithms.merkle.entries import EntryError, canonical, leaf_data
from punte.algorithms.merkle.hashing import EMPTY_ROOT, TreeError, leaf_hash, node_hash
from punte.algorithms.merkle.notes import (
    COSIGNATURE,
    ED25519,
    Key,
    Note,
    NoteError,
    Sign,
    Signature,
    Verified,
    Verify,
    cosign,
    cosignature_message,
    open_note,
    parse_note,
    parse_vkey,
    sign_note,
)
from punte.algorithms.merkle.shape import NodeId
from punte.algorithms.merkle.stored import (
    Appended,
    ReadNodes,
    append,
    stored_consistency_proof,
    stored_inclusion_proof,
    stored_root,
)
from punte.algorithms.merkle.tree import (
    consistency_proof,
    inclusion_proof,
    root,
    verify_consistency,
    verify_inclusion,
)

__all__ = [
    "COSIGNATURE",
    "ED25519",
    "EMPTY_ROOT",
    "Appended",
    "Checkpoint",
    "Difference",
    "EntryError",
    "Head",
    "Key",
    "NodeId",
    "Note",
    "NoteError",
    "ReadNodes",
    "Sign",
    "Signature",
    "TlogProof",
    "TreeError",
    "Verified",
    "Verify",
    "append",
    "canonical",
    "consistency_proof",
    "cosign",
    "cosignature_message",
    "first_difference",
    "inclusion_proof",
    "leaf_data",
    "leaf_hash",
    "node_hash",
    "open_checkpoint",
    "open_note",
    "parse_checkpoint",
    "parse_note",
    "parse_proof",
    "parse_vkey",
    "root",
    "sign_note",
    "stored_consistency_proof",
    "stored_inclusion_proof",
    "stored_root",
    "verify_consistency",
    "verify_inclusion",
    "verify_proof",
    "write_proof",
]
