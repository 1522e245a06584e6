"""What of a bundle people read: the index, the chains, and how to check it."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from punte.core.ledger.door import log_key
from punte.investigation.bundle.case_document import case_document
from punte.investigation.bundle.gathering import Gathered, Proven, fault_sentence
from punte.investigation.evidence.door import EvidenceFile
from punte.investigation.evidence.papers import draw_chain, new_paper
from punte.ui.tables import plain_cell

HEADS = (
    "number", "what", "category", "seal", "found at", "found place", "finder", "legal basis",
    "file", "kind", "size", "sha256", "sha512", "fault", "found size", "found sha256",
)  # fmt: skip


def papers_of(proven: Proven) -> dict[str, bytes]:
    """All that is drawn or written for readers, by path, in the active language."""
    papers = {
        "README.txt": _readme(proven).encode(),
        "index.pdf": _index(proven),
        "index.csv": _table(proven),
        "case.jsonld": case_document(proven),
        "log.vkey": f"{log_key().vkey}\n".encode(),
    }
    for one in proven.exhibits:
        papers[f"custody/{one.folder}.pdf"] = draw_chain(one.exhibit, one.steps, one.files)
    return papers


def _index(proven: Proven) -> bytes:
    paper = new_paper(_("Index of exhibits"))
    paper.title_line(_("Index of exhibits"))
    paper.field(pgettext("investigation", "Case"), proven.case.number)
    paper.field(_("Number of the criminal case"), proven.case.court_number or "–")
    heads = [pgettext("exhibit", "Number"), _("What it is"), _("Seal"), _("Who has it"), _("Files")]
    rows = [
        [x.number, x.what, x.seal, x.holder_name, str(len(one.goes))]
        for one in proven.exhibits
        for x in [one.exhibit]
    ]
    paper.grid(heads, rows, widths=(18, 32, 12, 30, 8))
    if proven.faults:
        paper.section(_("Files that are not in the bundle"))
        for fault in proven.faults:
            paper.words(fault_sentence(fault))
    paper.section(_("The sealed log"))
    paper.words(_("Each step of custody is an entry of a log that nobody can change unseen."))
    paper.field(_("Signed checkpoint"), proven.head.note)
    if proven.stamp:
        stamp = f"{proven.stamp.at.isoformat()} · {proven.stamp.authority}"
        paper.field(_("Stamped by a time authority"), stamp)
    return paper.as_bytes()


def _table(proven: Proven) -> bytes:
    """One line for each file, or for an exhibit without any."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for one in proven.exhibits:
        for line in _lines(one):
            writer.writerow([plain_cell(value) for value in line])
    return ("\ufeff" + out.getvalue()).encode()


def _lines(one: Gathered) -> list[list[object]]:
    x = one.exhibit
    start: list[object] = [
        x.number, x.what, x.category, x.seal, x.found_at.isoformat(), x.found_place, x.finder,
        x.legal_basis,
    ]  # fmt: skip
    files: list[list[object]] = [
        [one.path_of(f) or f.name, f.kind, f.size, f.sha256, f.sha512, *_fault(one, f)]
        for f in one.files
    ]
    return [start + file for file in files or [[]]]


def _readme(proven: Proven) -> str:
    """How a stranger checks the bundle, in the reader's language."""
    parts = [
        _("Court bundle of case %(number)s") % {"number": proven.case.number},
        _(
            "This folder holds exhibits, their chain of custody, and proofs that both are what "
            "was kept in the sealed log."
        ),
        _("To check it you need Python 3.11 and its package cryptography, and no network:"),
        "    python verify_bundle.py .",
        _(
            "The program names every file, entry or proof that is not as it was made. To be sure "
            "of the program itself, take it from the publisher of Punte and not from this folder."
        ),
        _("The log's public key (log.vkey); compare it with the one that the agency publishes:"),
        f"    {log_key().vkey}",
    ]
    if proven.stamp:
        parts += [
            _("A time authority stamped the checkpoint. With its certificate:"),
            "    openssl ts -verify -data checkpoint.txt -in checkpoint.tsr -CAfile authority.pem",
        ]
    parts += [_("What is in the folder:"), _contents()]
    return "\n\n".join(parts) + "\n"


def _contents() -> str:
    lines = [
        ("index.pdf, index.csv", _("the list of exhibits and files")),
        ("exhibits/", _("the files as they were taken in")),
        ("custody/", _("the chain of custody of each exhibit, to read and to check")),
        ("proofs/", _("for each step and file its entry in the log, and that it stands there")),
        ("case.jsonld", _("the same in the format CASE/UCO, for other programs")),
        ("manifest.json", _("SHA-256 and SHA-512 of every file, signed in manifest.note")),
    ]
    return "\n".join(f"  {name:22} {words}" for name, words in lines)


def _fault(one: Gathered, file: EvidenceFile) -> list[object]:
    """Why a file is not in the bundle, and what the last check found of it."""
    fault = one.absent.get(file.pk, file.fault)
    return [fault, file.found_size, file.found] if fault else []
