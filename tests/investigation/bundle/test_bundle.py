"""A court bundle, checked by a stranger in a process that knows nothing of Punte."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shlex
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pyshacl
import pytest
import rdflib

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.door import log_key
from punte.core.ledger.stamping import stamp_head
from punte.investigation.bundle import verify_bundle
from punte.investigation.bundle.verify_bundle import Held, faults_of
from punte.investigation.cases.door import Case
from punte.investigation.evidence.door import FileKind, add_file, files_of
from tests.algorithms.caseuco.test_shapes import classes, ontology
from tests.investigation.bundle.making import asked, fetched, make, sealed
from tests.investigation.evidence.test_custody import accept, does, offer
from tests.support.authority import authority
from tests.support.cases import in_team
from tests.support.database import as_role
from tests.support.exhibits import incoming, make_exhibit
from tests.support.worlds import World

pytestmark = pytest.mark.filterwarnings("ignore:.*Graph is deprecated:DeprecationWarning")
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt invented sound"
Led = tuple[Case, Viewer]


def unpacked(content: bytes, folder: Path) -> Path:
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def stranger(folder: Path, *arguments: str) -> tuple[int, str]:
    """The documented command, in a Python that sees no Punte."""
    command = [sys.executable, "-I", "verify_bundle.py", ".", *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={"PATH": ""}, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def bundle(led: Led, world: World, tmp_path: Path) -> Path:
    """Two exhibits, one handed over, one with a file and its working copy; unpacked."""
    case, by = led
    second = in_team(case, by, world.second_investigator)
    one, other = make_exhibit(by, case, incoming(WAV, "call Ș.wav")), make_exhibit(by, case)
    does(by, offer, one, to=f"person:{second.account_id}", reason="to listen")
    does(second, accept, one, seal="A-001")
    with acting_as(by):
        file = files_of(by, one).get()
        copy = incoming(
            b"copy", "copy.wav", kind=FileKind.COPY, of=file.pk, tool="soundfile",
            tool_version="0.14", parameters={"rate": 8000},
        )  # fmt: skip
        add_file(by=by, case_id=case.pk, exhibit_id=one.pk, incoming=copy)
    sealed()
    made = make(asked(by, case, one, other, copies=True))
    return unpacked(fetched(by, made), tmp_path / "bundle")


def test_a_stranger_checks_it_and_names_what_is_altered(bundle: Path, tmp_path: Path) -> None:
    """One bundle for all of it: to draw its papers takes long."""
    the_case_document_holds_before_the_shapes(bundle)
    one_byte_anywhere_is_named(bundle, tmp_path)
    even_a_new_list_of_files_does_not_hide_it(Path(shutil.copytree(bundle, tmp_path / "other")))
    code, said = stranger(bundle)
    assert (code, "All holds" in said) == (0, True), said
    assert log_key().vkey in said
    assert stranger(bundle, "--key", log_key().vkey)[0] == 0
    wav = next(bundle.glob("exhibits/*/*call*"))
    assert wav.read_bytes() == WAV
    flip(wav)
    code, said = stranger(bundle)
    assert code == 1
    assert f"file {wav.relative_to(bundle).as_posix()}: its bytes are not" in said
    other_key = "invented+00000000+" + "A" * 44
    assert "not the key that you gave" in stranger(bundle, "--key", other_key)[1]


def faults_in(bundle: Path) -> list[str]:
    return list(faults_of(Held(bundle)))


def flip(path: Path, place: int = -2) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))


KINDS = {
    "README.txt": "file README.txt",
    "index.csv": "file index.csv",
    "index.pdf": "file index.pdf",
    "case.jsonld": "file case.jsonld",
    "checkpoint.txt": "file checkpoint.txt",
    "verify_bundle.py": "file verify_bundle.py",
    "verifier/punte/algorithms/merkle/tree.py": "file verifier/",
    "manifest.json": "manifest.json",
    "manifest.note": "manifest.note",
    "log.vkey": "log.vkey",
    "custody/*.pdf": "file custody/",
    "custody/*.json": "file custody/",
    "proofs/*": "proof proofs/",
    "exhibits/*/*": "file exhibits/",
}


def one_byte_anywhere_is_named(bundle: Path, tmp_path: Path) -> None:
    assert faults_in(bundle) == []
    for pattern, named in KINDS.items():
        copy = tmp_path / "copy"
        shutil.copytree(bundle, copy)
        flip(sorted(copy.glob(pattern))[0])
        faults = faults_in(copy)
        assert any(named in fault for fault in faults), (pattern, faults)
        shutil.rmtree(copy)


def even_a_new_list_of_files_does_not_hide_it(bundle: Path) -> None:
    """Whoever had the key of the list, yet not the log, is caught by the log itself."""
    path = sorted(bundle.glob("custody/*-001.json"))[0]
    told = json.loads(path.read_text())
    told["steps"][1]["said"]["reason"] = "another"
    told["files"][0]["sha256"] = "0" * 64
    path.write_text(json.dumps(told))
    (bundle / "extra.txt").write_text("added")
    next(bundle.glob("exhibits/*/*copy*")).unlink()
    faults = "\n".join(faults_in(bundle))
    number = told["number"]
    assert f"entry of step 2 of {number}: the log says something else (custody)" in faults
    assert f"entry of file call Ș.wav of {number}: the log says something else" in faults
    assert "file extra.txt: it was not in the bundle" in faults
    assert "copy.wav: it is missing" in faults


def the_case_document_holds_before_the_shapes(bundle: Path) -> None:
    graph = rdflib.Graph().parse(data=(bundle / "case.jsonld").read_text(), format="json-ld")
    holds, _graph, text = pyshacl.validate(
        graph, shacl_graph=ontology(), ont_graph=classes(), inplace=True
    )
    assert holds, text
    rows = list(csv.reader(io.StringIO((bundle / "index.csv").read_text("utf-8-sig"))))
    assert len(rows) == 4, "a head, two files, and the exhibit without any"


def test_a_stamped_head_goes_along(led: Led, settings: Any, tmp_path: Path) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    (tmp_path / "authority").mkdir()
    with authority(tmp_path / "authority") as asked_one:
        settings.LEDGER_TSA_URL = asked_one.url
        settings.LEDGER_TSA_CERTIFICATE = str(asked_one.root)
        sealed()
        with as_role("punte_worker"):
            assert stamp_head()
        make_exhibit(by, case)
        sealed()
    content = fetched(by, make(asked(by, case, exhibit)))
    folder = unpacked(content, tmp_path / "a bundle")
    code, said = stranger(folder)
    command = next(line.strip() for line in said.splitlines() if "openssl ts" in line)
    assert (code, "is stamped: 20" in said) == (0, True), said
    shutil.copy(asked_one.root, folder / "authority.pem")
    done = subprocess.run(
        shlex.split(command), cwd=folder, capture_output=True, text=True, check=False
    )
    assert "Verification: OK" in done.stdout, done.stderr
    (folder / "authority.pem").unlink()
    assert (folder / "checkpoint.txt").read_text() in next(folder.glob("proofs/*")).read_text()
    stamp = folder / "checkpoint.tsr"
    whole = stamp.read_bytes()
    imprint = whole.index(hashlib.sha256((folder / "checkpoint.txt").read_bytes()).digest())
    flip(stamp, imprint)
    assert "stamp checkpoint.tsr: it was given for other bytes" in "\n".join(faults_in(folder))
    stamp.write_bytes(whole[:100])
    assert "stamp checkpoint.tsr: byte" in "\n".join(faults_in(folder))


def test_the_zip_is_checked_as_it_came(led: Led, tmp_path: Path, capsys: Any) -> None:
    case, by = led
    exhibit = make_exhibit(by, case, incoming(WAV * 99, "call.wav"))
    sealed()
    raw = fetched(by, make(asked(by, case, exhibit)))
    packed = tmp_path / "bundle.zip"
    packed.write_bytes(raw)
    assert verify_bundle.main([str(packed)]) == 0
    bent = bytearray(raw)
    bent[raw.index(WAV) + 40] ^= 1
    with ZipFile(io.BytesIO(raw)) as archive:
        wav = next(name for name in archive.namelist() if name.endswith("call.wav"))
    for harm, said in (
        (bytes(bent), f"file {wav}: Bad CRC"),
        (raw[:-400], "File is not a zip file"),
        (again(raw, "log.vkey"), "file log.vkey: it is there 2 times"),
        (again(raw, "../../added\x1b[2K"), "../../added?[2K: it was not in the bundle"),
        (b"no zip", "File is not a zip file"),
    ):
        packed.write_bytes(harm)
        assert verify_bundle.main([str(packed)]) == 1
        assert said in capsys.readouterr().out


def again(raw: bytes, name: str) -> bytes:
    """The ZIP with one more file of this name."""
    out = io.BytesIO(raw)
    with warnings.catch_warnings(), ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, log_key().vkey)
    return out.getvalue()


def test_the_command_says_what_it_cannot_read(tmp_path: Path) -> None:
    assert verify_bundle.main([str(tmp_path)]) == 1
