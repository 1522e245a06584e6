"""Taking exhibits: numbers, times, and files that come in whole or not at all."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.files.door import StoredFile
from punte.core.vault.door import Damaged
from punte.investigation.cases.door import Case, Closing, Stage
from punte.investigation.evidence.door import (
    EvidenceFile,
    Exhibit,
    FileKind,
    Incoming,
    add_file,
    chain_of,
    digest_of,
    exhibits_of,
    files_of,
    open_evidence,
    take_exhibit,
)
from tests.support.cases import in_team, make_case
from tests.support.exhibits import finding, incoming, make_exhibit
from tests.support.ledger import entries
from tests.support.worlds import World

Led = tuple[Case, Viewer]
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt invented sound"


def test_numbers_have_no_gaps(led: Led, world: World) -> None:
    case, by = led
    first = make_exhibit(by, case)
    with acting_as(by), pytest.raises(Invalid):
        take_exhibit(
            by=by, case_id=case.pk, finding=finding(), request_key=uuid4(),
            files=[incoming(b"", "empty.wav")],
        )  # fmt: skip
    second = make_exhibit(by, case)
    other_case, other = make_case(world.second_investigator)
    third = make_exhibit(other, other_case)
    assert [first.serial, second.serial, third.serial] == [1, 2, 1]
    assert first.number == f"{case.number}/{timezone.localdate().year}-001"


def test_a_form_sent_twice_takes_once(led: Led) -> None:
    case, by = led
    key, what = uuid4(), finding()
    with acting_as(by):
        one = take_exhibit(by=by, case_id=case.pk, finding=what, request_key=key)
        again = take_exhibit(by=by, case_id=case.pk, finding=what, request_key=key)
        assert one == again
        assert exhibits_of(by, case).count() == 1


def test_the_first_step_says_all_and_the_log_holds_its_hash(led: Led) -> None:
    case, by = led
    exhibit = make_exhibit(by, case, clock_offset=-3600, description="cracked")
    with acting_as(by):
        (step,) = chain_of(by, exhibit)
    assert step.detail["what"] == "Invented telephone"
    assert (step.clock_offset, step.place) == (-3600, "Invented house, room 3")
    (entry,) = entries("exhibit.taken")
    assert entry.detail["custody"] == digest_of(step)
    assert step.entry == entry.id
    assert "Invented" not in str(entry.detail)


def test_both_digests_are_kept_and_the_original_stays(led: Led) -> None:
    case, by = led
    exhibit = make_exhibit(by, case, incoming(WAV))
    with acting_as(by):
        (file,) = files_of(by, exhibit)
        assert file.sha256 == hashlib.sha256(WAV).hexdigest()
        assert file.sha512 == hashlib.sha512(WAV).hexdigest()
        assert (file.content_type, file.misnamed, file.size) == ("audio/wav", False, len(WAV))
        _row, opened = open_evidence(by=by, file_id=file.pk)
        assert b"".join(opened.chunks) == WAV
    assert [entry.detail["file"] for entry in entries("exhibit.open_file")] == [str(file.pk)]
    for change in (
        lambda: EvidenceFile.objects.update(sha256="0" * 64),
        lambda: EvidenceFile.objects.all().delete(),
    ):
        with acting_as(by), pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_copy_points_at_its_original(led: Led) -> None:
    case, by = led
    exhibit, other = make_exhibit(by, case, incoming(WAV)), make_exhibit(by, case)
    with acting_as(by):
        (file,) = files_of(by, exhibit)
        made: dict[str, Any] = {"kind": FileKind.COPY, "of": file.pk}
        how: dict[str, Any] = {
            "tool": "soundfile", "tool_version": "0.14", "parameters": {"rate": 8000},
        }  # fmt: skip
        copy = add_file(
            by=by, case_id=case.pk, exhibit_id=exhibit.pk, incoming=incoming(b"x", **made, **how)
        )
        assert copy.of == file
        wrong = [
            incoming(b"x", **made),
            incoming(b"x", kind=FileKind.COPY),
            incoming(b"x", of=file.pk),
            incoming(b"x", **made, **how | {"parameters": {"rate": 0.5}}),
        ]
        for bad in wrong:
            with pytest.raises(Invalid), transaction.atomic():
                add_file(by=by, case_id=case.pk, exhibit_id=exhibit.pk, incoming=bad)
        with pytest.raises(NotHere), transaction.atomic():
            add_file(
                by=by, case_id=case.pk, exhibit_id=other.pk, incoming=incoming(b"x", **made, **how)
            )


def test_a_four_gigabyte_file_is_refused_before_a_byte_is_read(
    led: Led, settings: Any, root: Path
) -> None:
    case, by = led
    settings.FILES_MAX_BYTES = 1000

    def never() -> Any:
        raise AssertionError("a byte was asked for")
        yield b""

    with pytest.raises(Invalid, match=r"4\.0"):
        make_exhibit(by, case, Incoming("disk.img", never(), expected=4 * 2**30))
    # One that says nothing of its size is cut where it becomes too much.
    with pytest.raises(Invalid, match="too large"):
        make_exhibit(by, case, Incoming("disk.img", iter([b"x" * 600] * 9)))
    assert not [path for path in root.rglob("*") if path.is_file()]
    with acting_as(by):
        assert not StoredFile.objects.exists()
        assert not Exhibit.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\list.txt", "list.txt"), ("fdp\u202ecod.txt", None)],
)
def test_names_cannot_lead_elsewhere(led: Led, name: str, kept: str | None) -> None:
    case, by = led
    if kept is None:
        with pytest.raises(Invalid, match="character"):
            make_exhibit(by, case, incoming(b"invented", name))
        return
    exhibit = make_exhibit(by, case, incoming(b"invented", name))
    with acting_as(by):
        assert files_of(by, exhibit).get().name == kept


def test_what_came_in_is_told_by_its_bytes_and_never_opened(led: Led) -> None:
    case, by = led
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    bomb = b"PK\x03\x04" + bytes(200)
    files = [incoming(svg, "a.svg"), incoming(svg, "photo.jpg"), incoming(bomb, "bomb.zip")]
    exhibit = make_exhibit(by, case, *files)
    with acting_as(by):
        rows = list(files_of(by, exhibit))
    assert [row.misnamed for row in rows] == [False, True, False]
    assert not any("svg" in row.content_type or "html" in row.content_type for row in rows)


def test_a_truncated_file_leaves_nothing(led: Led) -> None:
    case, by = led
    short = Incoming("call.wav", [WAV[:10]], expected=len(WAV))
    with pytest.raises(Invalid, match="did not arrive whole"):
        make_exhibit(by, case, short)
    with acting_as(by):
        assert not Exhibit.objects.exists()


def test_bytes_altered_in_the_store_are_never_given_out(led: Led, root: Path) -> None:
    case, by = led
    exhibit = make_exhibit(by, case, incoming(WAV))
    (blob,) = [path for path in root.rglob("*") if path.is_file()]
    blob.write_bytes(blob.read_bytes()[:-1] + b"\x00")
    with acting_as(by):
        file = files_of(by, exhibit).get()
        with pytest.raises(Damaged):
            open_evidence(by=by, file_id=file.pk)


def test_times_in_the_future_are_refused(led: Led) -> None:
    case, by = led
    later = timezone.now() + timedelta(hours=1)
    with pytest.raises(Invalid, match="future"):
        make_exhibit(by, case, found_at=later)
    # The clock was an hour fast: that is no future.
    assert make_exhibit(by, case, found_at=later, clock_offset=3600).serial == 1


def test_who_may_take(led: Led, world: World) -> None:
    case, by = led
    with pytest.raises(NotHere):
        make_exhibit(world.second_investigator, case)
    with pytest.raises(Refused):
        make_exhibit(world.evidence_keeper, case)
    joined = in_team(case, by, world.second_investigator)
    assert make_exhibit(joined, case).holder == f"person:{joined.account_id}"


def test_a_closed_case_takes_nothing(led: Led) -> None:
    from punte.investigation.cases.actions.opening import move_case

    case, by = led
    exhibit = make_exhibit(by, case)
    with acting_as(by):
        move_case(
            by=by, case_id=case.pk, to=Stage.CLOSED, reason="invented", version=case.version,
            request_key=uuid4(), closing=next(iter(Closing)),
        )  # fmt: skip
    with pytest.raises(Conflict, match="closed"):
        make_exhibit(by, case)
    with acting_as(by), pytest.raises(Conflict, match="closed"):
        add_file(by=by, case_id=case.pk, exhibit_id=exhibit.pk, incoming=incoming(b"x"))
