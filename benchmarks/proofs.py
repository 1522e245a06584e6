"""How long a stranger takes to check one proof of a court bundle: entry, path and signature.

Run: `python benchmarks/proofs.py [entries]`; 1,000,000 entries unless told. No database: the tree
is made in memory, the proofs are read from the text that a bundle holds.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from punte.algorithms.merkle import (
    Checkpoint,
    Key,
    Note,
    TlogProof,
    append,
    canonical,
    leaf_data,
    leaf_hash,
    parse_proof,
    sign_note,
    stored_inclusion_proof,
    verify_proof,
    write_proof,
)
from punte.investigation.bundle.verify_bundle import _verify as verify

SIZE = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000_000
TRIED = 1000


def extra(number: int) -> bytes:
    """An entry with its salt, as a proof carries it."""
    return leaf_data(
        number.to_bytes(16, "big"), canonical({"detail": {"custody": "0" * 64, "n": number}})
    )


def main() -> None:
    """Print the median and the slowest of a thousand checks."""
    grown = append(0, [leaf_hash(extra(number)) for number in range(SIZE)], lambda _names: {})
    secret = Ed25519PrivateKey.from_private_bytes(os.urandom(32))
    key = Key("bench/ledger", secret.public_key().public_bytes_raw())
    text = Checkpoint(key.name, grown.size, grown.root).text
    note = Note(text, (sign_note(text, key, secret.sign),)).serialise()
    took = []
    for index in random.Random(7).sample(range(SIZE), TRIED):
        path = stored_inclusion_proof(
            index, SIZE, lambda names: {name: grown.nodes[name] for name in names}
        )
        written = write_proof(TlogProof(index, tuple(path), note, extra(index)))
        begun = time.process_time()
        proof = parse_proof(written)
        verify_proof(proof, leaf_hash(proof.extra or b""), key.name, [key], verify)
        took.append(1000 * (time.process_time() - begun))
    took.sort()
    median, slow, bytes_of = statistics.median(took), took[int(TRIED * 0.95)], len(written)
    print(
        f"ledger proof check at {SIZE:,} entries, time of one core: median {median:.3f} ms, "
        f"p95 {slow:.3f} ms (wanted: at most 1 ms), {bytes_of} bytes a proof"
    )


if __name__ == "__main__":
    main()
