import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from punte.algorithms.merkle import leaf_hash, parse_proof, parse_vkey, verify_proof
from punte.core.ledger import keys
from punte.core.ledger.door import newest_checkpoint
from tests.core.ledger.owner import as_owner, role, sealed, written
from tests.support.worlds import World


def run(*arguments: str, command: str = "verify_ledger", user: str | None = "punte_worker") -> str:
    out = StringIO()
    with role(user):
        call_command(command, *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_sound_log(world: World) -> None:
    sealed(world.coordinator, 5)
    written(world.coordinator, 2)
    assert "7 entries" in run()


def test_a_broken_log_ends_with_one_and_a_sentence(world: World) -> None:
    entry = sealed(world.coordinator, 5)[0]
    as_owner("UPDATE ledger_entry SET purpose = 'service' WHERE id = %s", entry.id)
    with pytest.raises(CommandError, match=str(entry.id)) as caught:
        run()
    assert caught.value.returncode == 1


def test_the_head_as_json(world: World) -> None:
    assert json.loads(run("--head-json")) == {"size": 0, "root": None, "note": None}
    written(world.coordinator, 5)
    assert json.loads(run("--head-json", "--stored"))["size"] == 0, "it seals nothing"
    said = json.loads(run("--head-json"))
    head = newest_checkpoint()
    assert head is not None
    assert (said["size"], said["note"]) == (5, head.note)


def test_a_proof_file(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    entry = sealed(world.coordinator, 5)[3]
    path = Path(run("--proof", str(entry.id), "--with-entry").strip())
    proof = parse_proof(path.read_text())
    key = parse_vkey(run("--key").strip())
    assert proof.extra is not None
    assert verify_proof(proof, leaf_hash(proof.extra), key.name, [key], keys.verify)
    with pytest.raises(CommandError, match="no entry"):
        run("--proof", "00000000-0000-7000-8000-000000000000")


def test_a_head_kept_elsewhere(world: World, tmp_path: Path) -> None:
    sealed(world.coordinator, 5)
    head = newest_checkpoint()
    assert head is not None
    note = tmp_path / "head.note"
    note.write_text(head.note)
    assert "5 entries" in run("--against", str(note))
    as_owner("TRUNCATE ledger_entry, ledger_leaf, ledger_node, ledger_checkpoint")
    with pytest.raises(CommandError, match="newest entries are gone"):
        run("--against", str(note))
    with pytest.raises(CommandError, match="cannot be read"):
        run("--against", str(tmp_path / "absent"))


def test_erasing_by_command(world: World) -> None:
    entry = sealed(world.coordinator, 5)[0]
    values = ("--subject", str(entry.subject), "--ground", "Invented law, article 1")
    assert "5 entries" in run(*values, command="erase_ledger_payload", user=None)
    assert "5 of them" in run()
    with pytest.raises(CommandError, match="ground"):
        run("--entry", str(entry.id), "--ground", "x", command="erase_ledger_payload", user=None)
