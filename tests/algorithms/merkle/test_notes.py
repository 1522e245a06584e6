"""Signed notes, checkpoints, cosignatures and proofs, with real Ed25519."""

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms import merkle
from punte.algorithms.merkle import Checkpoint, Key, NoteError, TlogProof
from tests.algorithms.merkle.store import leaves

ORIGIN = "log.example/romania"
LOG_SECRET = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
WITNESS_SECRET = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
LOG = Key(ORIGIN, LOG_SECRET.public_key().public_bytes_raw())
WITNESS = Key(
    "log.example/moldova", WITNESS_SECRET.public_key().public_bytes_raw(), merkle.COSIGNATURE
)
# The example of the Go package golang.org/x/mod/sumdb/note.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def verify(public_key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def signed(size: int = 5, *, witnessed: bool = True) -> str:
    text = Checkpoint(ORIGIN, size, merkle.root(leaves(size))).text
    signatures = [merkle.sign_note(text, LOG, LOG_SECRET.sign)]
    if witnessed:
        signatures.append(merkle.cosign(text, WITNESS, WITNESS_SECRET.sign, 1_679_315_147))
    return merkle.Note(text, tuple(signatures)).serialise()


def test_a_note_of_another_implementation_opens() -> None:
    key = merkle.parse_vkey(GO_KEY)
    note = merkle.parse_note(GO_NOTE)
    assert merkle.open_note(note, [key], verify)[0].key == key
    assert note.serialise() == GO_NOTE
    assert key.vkey == GO_KEY


def test_the_checkpoint_has_the_format_of_the_specification() -> None:
    root = bytes(range(32))
    text = Checkpoint(ORIGIN, 20852163, root).text
    assert text == f"{ORIGIN}\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert merkle.parse_checkpoint(text) == Checkpoint(ORIGIN, 20852163, root)
    more = Checkpoint(ORIGIN, 0, root, ("one", "two words"))
    assert merkle.parse_checkpoint(more.text) == more


def test_the_cosigned_message() -> None:
    message = merkle.cosignature_message("origin\n1\nroot\n", 1679315147)
    assert message == b"cosignature/v1\ntime 1679315147\norigin\n1\nroot\n"


def test_a_signed_and_cosigned_checkpoint_opens() -> None:
    checkpoint, verified = merkle.open_checkpoint(signed(), ORIGIN, [LOG, WITNESS], verify)
    assert checkpoint.size == 5
    assert [(one.key, one.timestamp) for one in verified] == [
        (LOG, None),
        (WITNESS, 1_679_315_147),
    ]


def test_signatures_of_strangers_are_passed_over() -> None:
    _, verified = merkle.open_checkpoint(signed(), ORIGIN, [LOG], verify)
    assert [one.key for one in verified] == [LOG]


def test_a_witness_alone_is_not_the_log() -> None:
    with pytest.raises(NoteError, match="has not signed"):
        merkle.open_checkpoint(signed(), ORIGIN, [WITNESS], verify)
    with pytest.raises(NoteError, match="no known key"):
        merkle.open_checkpoint(signed(), ORIGIN, [], verify)


def test_another_log_is_refused() -> None:
    with pytest.raises(NoteError, match="is of the log"):
        merkle.open_checkpoint(signed(), "log.example/else", [LOG], verify)


@pytest.mark.parametrize("who", ["size", "witness", "time"])
def test_an_altered_checkpoint_is_refused(who: str) -> None:
    content = signed()
    if who == "size":
        content = content.replace("\n5\n", "\n6\n")
    else:
        note = merkle.parse_note(content)
        log, witness = note.signatures
        place = 0 if who == "time" else 20
        value = bytearray(witness.value)
        value[place] ^= 1
        altered = replace(witness, value=bytes(value))
        content = replace(note, signatures=(log, altered)).serialise()
    with pytest.raises(NoteError, match=r"does not hold|out of bounds"):
        merkle.open_checkpoint(content, ORIGIN, [LOG, WITNESS], verify)


def test_each_kind_of_key_signs_its_own_kind() -> None:
    text = Checkpoint(ORIGIN, 1, leaves(1)[0]).text
    with pytest.raises(NoteError, match="signs only checkpoints"):
        merkle.sign_note(text, WITNESS, WITNESS_SECRET.sign)
    with pytest.raises(NoteError, match="only a cosigning key"):
        merkle.cosign(text, LOG, LOG_SECRET.sign, 1)
    same_bytes = replace(LOG, kind=merkle.COSIGNATURE)
    assert same_bytes.key_id != LOG.key_id


@pytest.mark.parametrize("index", range(5))
@pytest.mark.parametrize("extra", [None, b"", b"context"])
def test_a_proof_file_verifies_offline(index: int, extra: bytes | None) -> None:
    path = tuple(merkle.inclusion_proof(leaves(5), index))
    text = merkle.write_proof(TlogProof(index, path, signed(), extra))
    assert text.startswith("c2sp.org/tlog-proof@v1\n")
    proof = merkle.parse_proof(text)
    assert proof == TlogProof(index, path, signed(), extra)
    found = merkle.verify_proof(proof, leaves(5)[index], ORIGIN, [LOG, WITNESS], verify)
    assert {one.key for one in found} == {LOG, WITNESS}
    for wrong in (replace(proof, index=(index + 1) % 5), replace(proof, hashes=path[1:])):
        with pytest.raises(NoteError, match="inclusion proof"):
            merkle.verify_proof(wrong, leaves(5)[index], ORIGIN, [LOG], verify)
    with pytest.raises(NoteError, match="inclusion proof"):
        merkle.verify_proof(proof, merkle.leaf_hash(b"!"), ORIGIN, [LOG], verify)


def test_a_proof_of_a_single_leaf_has_the_layout_of_the_specification() -> None:
    text = merkle.write_proof(TlogProof(0, (), signed(1)))
    assert text.startswith(f"c2sp.org/tlog-proof@v1\nindex 0\n\n{ORIGIN}\n1\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v2\nindex 0\n\n" + signed(),
        "c2sp.org/tlog-proof@v1\nindex 01\n\n" + signed(),
        "c2sp.org/tlog-proof@v1\nindex ١\n\n" + signed(),
        "c2sp.org/tlog-proof@v1\nindex 99999999999999999999\n\n" + signed(),
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n" + signed(),
        "c2sp.org/tlog-proof@v1\nindex 0\nnot base64\n\n" + signed(),
        "c2sp.org/tlog-proof@v1\nextra AB==\nindex 0\n\n" + signed(),
        "c2sp.org/tlog-proof@v1\n\n" + signed(),
        "c2sp.org/tlog-proof@v1\nindex 0\n\nno note",
    ],
)
def test_malformed_proofs_are_refused(text: str) -> None:
    with pytest.raises(NoteError):
        merkle.parse_proof(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— name AAAAAAA=",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n— name AAAA\n",
        "text\n\n— na+me AAAAAAA=\n",
        "text\n\n—  AAAAAAA=\n",
        "te\x00xt\n\n— name AAAAAAA=\n",
        "te\ud800xt\n\n— name AAAAAAA=\n",
        "text\n\n" + "— name AAAAAAA=\n" * 65,
        "t" * 1_000_001,
    ],
)
def test_malformed_notes_are_refused(text: str) -> None:
    with pytest.raises(NoteError):
        merkle.parse_note(text)


@pytest.mark.parametrize(
    "text", ["", "a\n1\n", "a\n1\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\nroot", "\n0\nAAAA\n"]
)
def test_malformed_checkpoints_are_refused(text: str) -> None:
    with pytest.raises(NoteError):
        merkle.parse_checkpoint(text)


@given(st.text(max_size=200))
def test_no_text_is_an_unexpected_error(text: str) -> None:
    for parse in (
        merkle.parse_note,
        merkle.parse_checkpoint,
        merkle.parse_proof,
        merkle.parse_vkey,
    ):
        with pytest.raises(NoteError):
            parse(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb", "\x00"])
def test_bad_names_are_refused(name: str) -> None:
    with pytest.raises(NoteError, match="name"):
        Key(name, b"\x00" * 32)


def test_bad_keys_are_refused() -> None:
    with pytest.raises(NoteError, match="32 bytes"):
        Key("name", b"")
    with pytest.raises(NoteError, match="kind 9"):
        Key("name", b"\x00" * 32, 9)
    with pytest.raises(NoteError, match="id"):
        merkle.parse_vkey(GO_KEY.replace("c74f20a3", "c74f20a4"))
